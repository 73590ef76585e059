// SPDX-License-Identifier: EUPL-1.2
// tests/data/project.mjs - copies of the project with other settings, and their sites.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, work } from '../site/lib.mjs';

/** A site of a copy of the project (or of another one) in which change gives the new text of site.yaml. */
export function siteWith(name, change, options = [], from = '.') {
  const project = join(work, `project-${name}`), settings = join(project, 'content/site.yaml');
  rmSync(project, { recursive: true, force: true });
  for (const part of ['content', 'templates', 'themes']) cpSync(join(from, part), join(project, part), { recursive: true });
  writeFileSync(settings, change(readFileSync(settings, 'utf8')));
  return build(name, ['-C', project, ...options]);
}

/** With the outputs that are off by default. */
export const optionalSite = () => siteWith('optional', (text) => text.replace(/^ {2}# (- \{template: (?:catalogus-postgresql|zoekmachine))/gm, '  $1'));

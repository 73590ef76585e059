// SPDX-License-Identifier: EUPL-1.2
// tests/data/optional.mjs - builds the site with the outputs that are off by default (site.yaml has them behind a #). Usage: node
// tests/data/optional.mjs PROGRAM WORK. The site is in WORK/optional.
import { optionalSite } from './project.mjs';

optionalSite();

// SPDX-License-Identifier: EUPL-1.2
// tests/data/contract.mjs - the form of catalogus.json, as its schema says it, on one line a key; and what changed in it.

/** {path: type} of everything that a schema describes. A reference is the name of what it refers to. */
export function shape(schema) {
  const found = {};
  const type = (s) => s.$ref ? s.$ref.replace('#/$defs/', '') : s.const !== undefined ? 'const' : s.enum ? 'string'
    : s.anyOf || s.oneOf ? (s.anyOf ?? s.oneOf).map(type).sort().join('|') : [].concat(s.type ?? 'any').sort().join('|');
  const walk = (path, s) => {
    if (path) found[path] = type(s);
    for (const [name, part] of Object.entries(s.properties ?? {})) walk(path ? `${path}.${name}` : name, part);
    if (s.items) walk(`${path}[]`, s.items);
    if (s.additionalProperties && typeof s.additionalProperties === 'object') walk(`${path}.*`, s.additionalProperties);
    for (const name of s.required ?? []) found[`${path}${path && '.'}${name}`] += ', always';
  };
  walk('', { ...schema, $defs: undefined });
  for (const [name, part] of Object.entries(schema.$defs ?? {})) walk(`#${name}`, part);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** {file: column: type} of the tables that a datapackage.json describes, in the same form. */
export const columns = (pack) => Object.fromEntries(pack.resources.filter((r) => r.schema)
  .flatMap((r) => r.schema.fields.map((f) => [`${[].concat(r.path)[0]}: ${f.name}`, `${f.type}${f.constraints?.required ? ', always' : ''}`])));

/** What breaks a program that was written for `then`: a key that is gone, of another type, or no longer always there. */
export const broken = (then, now) => Object.entries(then).flatMap(([path, type]) => now[path] === undefined ? [`${path} is gone`]
  : now[path] === type || now[path] === `${type}, always` ? [] : [`${path}: ${type} became ${now[path]}`]);
export const added = (then, now) => Object.keys(now).filter((path) => then[path] === undefined);

/** Every key of a value that its schema does not describe. */
export function undescribed(schema, value) {
  const found = new Set();
  const resolve = (s) => s?.$ref ? resolve(schema.$defs[s.$ref.replace('#/$defs/', '')]) : s;
  const walk = (path, s, v) => {
    s = resolve(s);
    if (s?.oneOf) s = s.oneOf.map(resolve).find((o) => o.properties.soort.const === v.soort);
    if (Array.isArray(v)) for (const item of v) walk(`${path}[]`, s?.items, item);
    else if (v !== null && typeof v === 'object') {
      for (const [name, part] of Object.entries(v)) {
        const known = s?.properties?.[name] ?? (typeof s?.additionalProperties === 'object' ? s.additionalProperties : undefined);
        if (known) walk(`${path}.${name}`, known, part);
        else found.add(`${path}.${name}`);
      }
    }
  };
  walk('', schema, value);
  return [...found];
}

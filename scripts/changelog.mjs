// `npm run changelog`: shows what changes/ will say; `npm run changelog -- VERSION YYYY-MM-DD` moves it into CHANGELOG.md.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup.mjs';

const kinds = { added: 'Added', changed: 'Changed', fixed: 'Fixed', removed: 'Removed', security: 'Security' };

/** A fragment's kind and words. Throws when it does not read as `changes/README.md` says. */
export function parseFragment(name, text) {
  const [, kind, words] = /^kind: (\w+)\n\n(\S[\s\S]*)\n$/.exec(text) ?? [];
  if (!Object.hasOwn(kinds, kind ?? ''))
    throw new Error(
      `changes/${name}: the first line must be "kind: " and one of ${Object.keys(kinds).join(', ')}, then an empty line, then the words`,
    );
  return { kind, words: words.trim() };
}

/** Fragments as the section of one release. */
export function releaseSection(heading, fragments) {
  const parts = Object.entries(kinds).flatMap(([kind, title]) => {
    const items = fragments.filter((f) => f.kind === kind).map((f) => `- ${f.words.replaceAll('\n', '\n  ').replaceAll(/^ +$/gm, '')}`);
    return items.length === 0 ? [] : [`### ${title}`, items.join('\n')];
  });
  return [`## ${heading}`, ...parts].join('\n\n');
}

/** The files of `changes/` that are fragments, in order of their names. */
export const fragmentNames = () =>
  readdirSync(join(root, 'changes'))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .toSorted();

const readFragment = (name) => parseFragment(name, readFileSync(join(root, 'changes', name), 'utf8'));

function release(version, date) {
  const file = join(root, 'CHANGELOG.md');
  const [head, ...older] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  const names = fragmentNames();
  writeFileSync(
    file,
    [
      `${head.trimEnd()}\n\n`,
      `${releaseSection(`${version} (${date})`, names.map(readFragment))}\n`,
      ...older.map((s) => `\n${s.trimEnd()}\n`),
    ].join(''),
  );
  for (const name of names) rmSync(join(root, 'changes', name));
  console.log(`CHANGELOG.md: ${names.length} changes in ${version}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [version, date] = process.argv.slice(2);
  if (version === undefined) console.log(releaseSection('Unreleased', fragmentNames().map(readFragment)));
  else if (/^\d+\.\d+\.\d+$/.test(version) && /^\d{4}-\d\d-\d\d$/.test(date ?? '')) release(version, date);
  else {
    console.error('Write it as: npm run changelog -- VERSION YYYY-MM-DD');
    process.exit(2);
  }
}

import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../src/cli/commands/index.js';
import { laterCommands } from '../src/cli/commands/later.js';
import { errorTable } from '../src/core/index.js';
import { dueText, learners } from '../src/learn/index.js';
import { recommenders } from '../src/recommend/index.js';
import { referenceFit } from '../src/testing/index.js';
import { claimsOf, docExamples, pageExamples, runs, scopeOf, type Example } from './support/examples.js';
import { filesBelow, root } from './support/files.js';
import { script } from './support/script.js';
import { typeCheck } from './support/type-check.js';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const nameOf = (e: Example): string => `${e.path}/${e.line}.ts`;

/** A doc example as a module: what it may use without importing it comes first, on one line. */
function moduleOf(example: Example): string {
  const imports = scopeOf(example).map((s) => `import { ${s.typeOnly ? 'type ' : ''}${s.name} } from '${join(root, s.file)}';`);
  return `export {}; ${imports.join(' ')}\n${example.text}`;
}

/** What the compiler says of the examples themselves; faults of the sources are told by the types step. */
const complaints = (files: Readonly<Record<string, string>>): readonly string[] =>
  typeCheck(files)
    .diagnostics.filter((d) => !d.file.startsWith('..'))
    .map((d) => `${d.file} line ${d.line - 1}: ${d.message}`);

const importLine = /^import \{([^}]*)\} from 'millwright(?:\/(\w+))?';$/gm;
const AsyncFunction = (async () => {}).constructor as new (...words: string[]) => (...values: unknown[]) => Promise<void>;

/** What an example may speak of when it runs: the names in scope, and those that it imports. */
async function valuesFor(example: Example): Promise<ReadonlyMap<string, unknown>> {
  const imported = [...example.text.matchAll(importLine)].flatMap(([, names, layer]) =>
    names.split(',').map((name) => ({ name: name.trim(), file: layer === undefined ? 'src/index.ts' : `src/${layer}/index.ts` })),
  );
  const values = new Map<string, unknown>();
  for (const { name, file } of [...scopeOf(example).filter((s) => !s.typeOnly), ...imported]) {
    values.set(name, ((await import(join(root, file))) as Record<string, unknown>)[name]);
  }
  return values;
}

const plain = (value: unknown): unknown => (ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value);

/** Runs an example and gives what its claims came to. */
async function answersOf(example: Example): Promise<readonly unknown[]> {
  const claims = new Set(claimsOf(example).map((claim) => claim.line));
  const lines = example.text
    .replaceAll(importLine, '')
    .split('\n')
    .map((line) => (claims.has(line) ? `answers.push(${line.replace(/;?\s*\/\/ .*$/, '')});` : line));
  const values = await valuesFor(example);
  const answers: unknown[] = [];
  await new AsyncFunction('answers', ...values.keys(), stripTypeScriptTypes(lines.join('\n')))(answers, ...values.values());
  return answers.map(plain);
}

describe('examples', () => {
  it('of the pages type-check', { timeout: 120_000 }, () => {
    expect(pageExamples().length).toBeGreaterThan(0);
    expect(complaints(Object.fromEntries(pageExamples().map((e) => [nameOf(e), `export {};\n${e.text}`])))).toEqual([]);
  });

  it('of the doc comments type-check', () => {
    expect(complaints(Object.fromEntries(docExamples().map((e) => [nameOf(e), moduleOf(e)])))).toEqual([]);
  }, 120_000);

  it.for(
    docExamples()
      .filter(runs)
      .map((example) => ({ name: `${example.path}:${example.line}`, example })),
  )('$name is true', async ({ example }) => {
    expect(await answersOf(example)).toEqual(claimsOf(example).map((claim) => claim.expected));
  });
});

describe('pages', () => {
  it('docs/errors.md is what npm run docs writes', async () => {
    const { errorsPage } = await script<{ errorsPage: (table: object) => string }>('docs-errors.mjs');
    expect(read('docs/errors.md')).toBe(errorsPage(errorTable));
  });

  it('docs/learners.md is what npm run docs writes', async () => {
    type Page = (table: object, fit: typeof referenceFit, due: typeof dueText) => Promise<string>;
    const { learnersPage } = await script<{ learnersPage: Page }>('docs-learners.mjs');
    expect(read('docs/learners.md')).toBe(await learnersPage(learners, referenceFit, dueText));
  }, 120_000);

  it('docs/recommenders.md is what npm run docs writes', async () => {
    const { recommendersPage } = await script<{ recommendersPage: (table: object, due: typeof dueText) => string }>(
      'docs-recommenders.mjs',
    );
    expect(read('docs/recommenders.md')).toBe(recommendersPage(recommenders, dueText));
  });

  it('links lead to files that exist', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesBelow('docs', '.md')];
    const known = new Set([
      ...pages,
      ...['src', 'test', 'docs', 'examples', 'bench', 'scripts', 'changes'].flatMap((folder) => filesBelow(folder, '')),
      'LICENSE',
      'NOTICE',
      'CHANGELOG.md',
      '.ci/run',
    ]);
    const folders = new Set([...known].flatMap((path) => path.split('/').map((_, i, parts) => parts.slice(0, i).join('/'))));
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].flatMap(([, link]) => {
        const path = join(page, '..', link).replace(/\/$/, '');
        return known.has(path) || folders.has(path) ? [] : [`${page}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it("the README's table has the commands that the program has", () => {
    const table = read('README.md').split('## Commands')[1].split('##')[0];
    const told = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name));
    const later = laterCommands.map((command) => command.name);
    expect(told.toSorted()).toEqual(commandNames.filter((name) => !later.includes(name)).toSorted());
  });

  it('each runtime dependency has its decision record', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const records = filesBelow('docs/decisions', '.md').map(read);
    for (const name of Object.keys(dependencies))
      expect(
        records.some((text) => text.includes(`\`${name}\``)),
        name,
      ).toBe(true);
  });

  it('decision records are numbered without gaps and say context, decision and consequences', () => {
    const records = filesBelow('docs/decisions', '.md');
    expect(records.map((path) => Number(/\/(\d{4})-/.exec(path)?.[1]))).toEqual(records.map((_, i) => i + 1));
    for (const path of records)
      expect(read(path), path).toMatch(/^# \d+\. .+\n\n\*\*Context\.\*\*[\s\S]+\n\n\*\*Decision\.\*\*[\s\S]+\n\n\*\*Consequences\.\*\*/);
  });
});

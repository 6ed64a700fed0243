import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../test/support/files.js';
import { clientSource } from './client-source.js';
import { clientModels } from './fixtures/models.js';

const tsc = join(root, 'node_modules/typescript/bin/tsc');

/** The strictest that a project can be. */
const compilerOptions = {
  target: 'es2022',
  module: 'nodenext',
  lib: ['es2022', 'dom'],
  types: [],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
};

/** What the compiler says of a program beside the client. */
function complaints(program: string): readonly string[] {
  const dir = mkdtempSync(join(tmpdir(), 'millwright-client-'));
  try {
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    writeFileSync(join(dir, 'package.json'), '{"type":"module"}');
    writeFileSync(join(dir, 'client.ts'), clientSource(clientModels));
    writeFileSync(join(dir, 'program.ts'), program);
    const done = spawnSync(process.execPath, [tsc, '-p', dir, '--pretty', 'false'], { cwd: dir, encoding: 'utf8' });
    return done.stdout.split('\n').filter((line) => line !== '');
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const start = `import { createClient, type ChurnRow } from './client.ts';
const client = createClient({ url: 'http://localhost:8080', token: undefined });
const row: ChurnRow = { tenure: 3, Partner: 'Yes', TotalCharges: null, Contract: 'Two year', 'signed at': '2024-02-29' };
`;

const good = `${start}
import { ClientError } from './client.ts';
const { predictions, logged, model } = await client.predict('churn', [row, { ...row, customerID: 7, note: undefined, Contract: 'new' }], { at: 2, explain: true });
for (const { id, value, probability, decision, reasons } of predictions) {
  const said: 'Yes' | 'No' = value;
  const acts: boolean = decision === 'call';
  const text: string | undefined = reasons?.[0]?.text;
  console.log(id, said, acts, text, probability + 1, logged, model === 'churn');
}
const wine = await client.predictOne('wine-2024', { sugar: 3 });
const high: number = wine.probabilities["it's high"];
const first: 'low' | "it's high" | 'mid' | undefined = wine.set[0];
const { value: price, interval } = await client.predictOne('wine.2024', { day: '2024-02-29' });
const width: number = interval.high - interval.low;
const { joined } = await client.outcomes([{ id: 'a', value: 'Yes', at: new Date(0) }, { key: 'C7', model: 'churn', value: 3 }]);
const serving: number | null | undefined = (await client.models())[0]?.serving;
const { items, notes, id: slate } = await client.recommend('movies', {
  user: 7,
  k: 3,
  explain: 2,
  columns: ['title', 'year'],
  filter: { genre: ['drama', 'other'], year: { gte: 1990, not: null }, seen: false, 'shown at': { lt: '2026-01-01' } },
});
for (const { item, score, columns, reasons } of items) {
  const title: string | null = columns.title;
  const year: number = columns.year ?? 0;
  console.log(item, score + year, title, reasons?.[0]?.text, notes[0]);
}
const other = await client.recommend('movies', { history: ['a', { item: 3, at: '2026-01-01', type: 'view' }] }, { at: 'shadow' });
const alike = [await client.similar('movies', 3, { k: 5 }), await client.together('movies', 'a'), await client.trending('movies'), other];
const { taken } = await client.events([{ id: 1, user: 7, item: 'a', type: 'purchase', at: new Date(0), price: 3, slate }]);
const { added, refused } = await client.items('movies', [{ item: 3, columns: { title: 'New', year: null } }, { item: 'b', removed: true }]);
console.log(alike.map((list) => list.items.length), taken, added, refused[0]?.column);
try {
  await client.predict('churn', [], { signal: AbortSignal.timeout(5) });
} catch (error) {
  if (error instanceof ClientError && error.code === 'MW_SERVE_ROW') console.log(error.index, error.column, error.fix);
}
console.log(high, first, width, price, joined, serving);
`;

/** Each line is wrong, and for one reason. */
const wrong: Readonly<Record<string, string>> = {
  'a column that there is not': `await client.predict('churn', [{ ...row, tenur: 3 }]);`,
  'a column of another type': `await client.predict('churn', [{ ...row, tenure: '3' }]);`,
  'nothing where something is due': `await client.predict('churn', [{ ...row, tenure: null }]);`,
  'a missing column': `await client.predict('wine-2024', [{}]);`,
  'another spelling of a yes': `await client.predict('churn', [{ ...row, Partner: 'yes' }]);`,
  'the row of another model': `await client.predict('wine.2024', [{ sugar: 3 }]);`,
  'a model that there is not': `await client.predict('chrun', [row]);`,
  'the target in a row': `await client.predict('churn', [{ ...row, Churn: 'Yes' }]);`,
  'an interval of a model without': `(await client.predictOne('churn', row)).interval;`,
  'a probability of a regression': `(await client.predictOne('wine.2024', { day: 'x' })).probability;`,
  'a label that there is not': `(await client.predictOne('churn', row)).value === 'Maybe';`,
  'rows without their list': `await client.predict('churn', row);`,
  'a prediction that may not be there': `(await client.predict('churn', [row])).predictions[0].value;`,
  'a list of a model of rows': `await client.recommend('churn', { user: 1 });`,
  'rows of a recommender': `await client.predict('movies', [row]);`,
  'a list for nobody': `await client.recommend('movies', { k: 3 });`,
  'a list for two': `await client.recommend('movies', { user: 1, item: 'a' });`,
  'a filter by a column that there is not': `await client.recommend('movies', { user: 1, filter: { gender: 'drama' } });`,
  'a filter of another type': `await client.recommend('movies', { user: 1, filter: { year: '1990' } });`,
  'an order of texts': `await client.recommend('movies', { user: 1, filter: { title: { lt: 'x' } } });`,
  'columns that there are not': `await client.recommend('movies', { user: 1, columns: ['name'] });`,
  'a column that was not asked for': `(await client.recommend('movies', { user: 1, columns: ['title'] })).items[0]?.columns.year;`,
  'columns where none were asked for': `(await client.recommend('movies', { user: 1 })).items[0]?.columns;`,
  'a report of a column that there is not': `await client.items('movies', [{ item: 3, columns: { tilte: 'New' } }]);`,
  'a report of a column of another type': `await client.items('movies', [{ item: 3, columns: { year: '1990' } }]);`,
  'an event without its user': `await client.events([{ id: 1, item: 'a' }]);`,
  'an outcome without its value': `await client.outcomes([{ id: 'a' }]);`,
};

describe('a generated client', () => {
  it('compiles under every strict option, and so does a program that uses it well', () => {
    expect(complaints(good)).toEqual([]);
  }, 30_000);

  it('refuses what is wrong at compile time', () => {
    const marked = Object.entries(wrong).map(([why, line]) => `// @ts-expect-error ${why}\n${line}`);
    expect(complaints(`${start}\n${marked.join('\n')}\n`)).toEqual([]);
  }, 30_000);

  it('is the same text for the same models, names no other file, and cannot be broken by words of the data', () => {
    const source = clientSource(clientModels);
    expect(clientSource(clientModels)).toBe(source);
    expect(source).not.toMatch(/^import |require\(/m);
    expect(source).toContain('interface Wine2024Row ');
    expect(source).toContain('interface Wine2024_2Row ');
    expect(source).toContain('/** Ends a comment * / or not. */');
    expect(source).toContain(String.raw`"*/ \"quoted\" \u2028"`);
  });
});

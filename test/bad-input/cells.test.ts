import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, refused, type Due } from './expectations.js';
import { customers, listing, newPlace, withColumn } from './place.js';
import { startProgram } from './program.js';

const program = startProgram();
const place = newPlace();
afterAll(() => {
  program.end();
  place.remove();
});

const lines = customers(400);
const file = place.put('customers.csv', '');
const p = ['--project', place.at('p'), '--json'];
const tenure = (cell: string, ...rows: readonly number[]): string =>
  withColumn(lines, 'tenure', (good, row) => (rows.includes(row) ? cell : good));

beforeAll(async () => {
  place.put('customers.csv', `${lines.join('\n')}\n`);
  done(await program.run('new', place.at('p'), '--from', file, '--target', 'Churn', '--name', 'm', '--json'));
  done(await program.run('train', 'm', '--learner', 'linear', ...p));
});

const ODD: readonly (readonly [cell: string, words: RegExp])[] = [
  ['many', /"many" is not a number/],
  ['1e999', /"1e999" is not a number/],
  ['-Infinity', /"-Infinity" is not a number/],
  ['1_000', /"1_000" is not a number/],
  ['0x1F', /"0x1F" is not a number/],
  ['12,5', /not a number/],
  ['٣', /"٣" is not a number/],
];

describe('cells that are no numbers, in a column of numbers', () => {
  it.each(ODD)('%s: a few go to quarantine and are counted', async (cell) => {
    place.put('customers.csv', tenure(cell.includes(',') ? `"${cell}"` : cell, 7, 99, 250));
    const checked = await program.run('check', 'm', ...p);
    expect(checked.code).toBe(1);
    const { faults, quarantine, quarantined } = JSON.parse(checked.out) as { faults: object[]; quarantine: string; quarantined: number };
    expect([quarantined, faults.length]).toEqual([3, 1]);
    expect(faults[0]).toMatchObject({ column: 'tenure', count: 3, sample: [{ row: 7, value: cell }, { row: 99 }, { row: 250 }] });
    const kept = readFileSync(quarantine, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { row: number; faults: { value: string }[] });
    expect(kept.map((line) => [line.row, line.faults[0].value])).toEqual([7, 99, 250].map((row) => [row, cell]));
    const { rows } = done<{ rows: Record<string, number> }>(await program.run('train', 'm', '--learner', 'constant', ...p));
    expect([rows['quarantined'], rows['train'] + rows['holdout']]).toEqual([3, 397]);
  });

  it.each(ODD.filter(([cell]) => cell !== '0x1F'))('%s: new takes the column for numbers all the same', async (cell) => {
    const odd = place.put('odd.csv', tenure(cell.includes(',') ? `"${cell}"` : cell, 7, 99));
    const { columns } = done<{ columns: { name: string; type?: string; kind?: string }[] }>(await program.run('profile', odd, '--json'));
    expect(columns.find((c) => c.name === 'tenure')).toMatchObject({ type: 'int' });
  });

  it('over the greatest share, training is refused with the first rows', async () => {
    place.put(
      'customers.csv',
      withColumn(lines, 'tenure', (good, row) => (row % 10 === 3 ? 'many' : good)),
    );
    const before = listing(place.at('p/models'));
    refused(await program.run('train', 'm', ...p), {
      code: 'MW_DATA_BAD_RATE',
      message: /40 of 400 rows are bad \(10\.0%, at most 5% may be\).*row 3, "tenure": "many" is not a number/,
    });
    expect(listing(place.at('p/models'))).toEqual(before);
  });
});

describe('other cells that do not fit their column', () => {
  it.each<[string, string, (cell: string, row: number) => string, string]>([
    ['a number with a fraction where whole ones are due', 'tenure', (c, row) => (row === 8 ? '1.5' : c), 'is not a whole number'],
    [
      'a whole number beyond 2^53',
      'tenure',
      (c, row) => (row === 8 ? '9007199254740993' : c),
      'is beyond ±2^53, where whole numbers lose digits',
    ],
    ['nothing where something is due', 'tenure', (c, row) => (row === 8 ? '' : c), 'is empty, but the column is not nullable'],
    ['a third word of two', 'Churn', (c, row) => (row === 8 ? 'Perhaps' : c), 'is neither "Yes" nor "No"'],
  ])('%s', async (_, column, change, reason) => {
    place.put('customers.csv', withColumn(lines, column, change));
    const { rows, error } = JSON.parse((await program.run('train', 'm', '--learner', 'constant', ...p)).out) as {
      rows: Record<string, number>;
      error?: object;
    };
    expect(error).toBeUndefined();
    expect(rows['quarantined']).toBe(1);
    const { faults } = JSON.parse((await program.run('check', 'm', ...p)).out) as {
      faults: { column: string; reason: string; sample: { row: number }[] }[];
    };
    expect(faults).toMatchObject([{ column, reason, sample: [{ row: 8 }] }]);
  });

  it.each(['2024-02-30', '2024-13-01', '99999-01-01', '31.12.2024', 'soon'])('a day such as %s', async (day) => {
    const dated = lines.map((line, row) => `${line},${row === 0 ? 'day' : row === 9 ? day : `2024-0${1 + (row % 9)}-1${row % 10}`}`);
    const [from, project] = [place.put(`d-${day}.csv`, `${dated.join('\n')}\n`), place.at(`d-${day}`)];
    const { schema } = done<{ schema: { name: string; type: string }[] }>(
      await program.run('new', project, '--from', from, '--target', 'Churn', '--json'),
    );
    expect(schema.at(-1)).toMatchObject({ name: 'day', type: 'date' });
    const { rows } = done<{ rows: Record<string, number> }>(
      await program.run('train', '--learner', 'constant', '--project', project, '--json'),
    );
    expect([rows['quarantined'], rows['train'] + rows['holdout']]).toEqual([1, 399]);
  });
});

describe('cells that cannot be read, in a file to predict', () => {
  const due = (message: RegExp): Due => ({ code: 'MW_DATA_CELLS', message, where: /in\.csv$/ });
  it.each(ODD)('%s: the file is refused with row, column and value, and nothing is written', async (cell, words) => {
    place.put('customers.csv', `${lines.join('\n')}\n`);
    const input = place.put('in.csv', tenure(cell.includes(',') ? `"${cell}"` : cell, 7, 99));
    const before = listing(place.dir);
    const { message } = refused(await program.run('predict', 'm', '--in', input, '--out', place.at('out.csv'), ...p), due(words));
    expect(message).toMatch(/2 cells in "tenure" that cannot be read: row 7, "tenure": .*; row 99, "tenure": /);
    expect(listing(place.dir)).toEqual(before);
    refused(await program.run('evaluate', 'm', '--on', input, ...p), due(words));
    refused(await program.run('explain', 'm', '--in', input, ...p), due(words));
    done(await program.run('predict', 'm', '--in', file, '--out', place.at('out.csv'), ...p));
  });

  it.each<[string, string, RegExp]>([
    ['nothing', '', /1 cell of "tenure" is empty/],
    ['a fraction', '1.5', /1 number of "tenure" is not whole/],
  ])('%s is predicted with a note', async (_, cell, note) => {
    const input = place.put('in.csv', tenure(cell, 7));
    const ran = await program.run('predict', 'm', '--in', input, '--out', place.at('out.csv'), ...p);
    expect(done(ran)).toMatchObject({ rows: 400 });
    expect(ran.err).toMatch(note);
  });
});

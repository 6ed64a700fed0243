import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { text } from '../engine/sql.js';
import { t, type Column } from '../types.js';
import type { TextOptions } from '../sources/source.js';
import { isEmptySql, trimmed, trimmedSql } from './empty.js';
import { grammarOf } from './grammar.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ threads: 1 });
});
afterAll(() => engine[Symbol.asyncDispose]());

const FAULT = 'fault';
type Outcome = string | number | boolean | null | typeof FAULT;

/** What the grammar makes of a cell in JavaScript; faults as the word, nothing as null. */
function inJs(column: Column, options: TextOptions, cell: string): Outcome {
  const grammar = grammarOf(column.spec, options);
  const x = trimmed(cell);
  if (grammar.nulls.includes(x)) return null;
  return grammar.read(x) ?? FAULT;
}

/** What the SQL makes of many cells; times in milliseconds. */
async function inSql(column: Column, options: TextOptions, cells: readonly string[]): Promise<Outcome[]> {
  const grammar = grammarOf(column.spec, options);
  await engine.run('DROP TABLE IF EXISTS cells');
  await engine.append('cells', { x: cells });
  const shown = (v: string): string =>
    grammar.sqlType === 'TIMESTAMP' || grammar.sqlType === 'DATE' ? `epoch_ms(date_trunc('milliseconds', CAST(${v} AS TIMESTAMP)))` : v;
  const found = await engine.rows(
    `SELECT ${isEmptySql('x', grammar.nulls)} AS e, ${shown('v')} AS v FROM (SELECT x, ${grammar.value('x')} AS v FROM (SELECT ${trimmedSql('x')} AS x FROM cells))`,
  );
  return found.map((r) => (r['e'] === true ? null : ((r['v'] as Outcome) ?? FAULT)));
}

/** What the quick SQL makes of one cell; `undefined` when it leaves the cell to the careful way. */
async function quickly(column: Column, options: TextOptions, cell: string): Promise<Outcome | undefined> {
  const { quick, sqlType } = grammarOf(column.spec, options);
  if (!quick) return undefined;
  await engine.run(`CREATE OR REPLACE TABLE one AS SELECT ${text(cell)} AS x`);
  const shown =
    sqlType === 'TIMESTAMP' || sqlType === 'DATE' ? `epoch_ms(date_trunc('milliseconds', CAST(${quick('x')} AS TIMESTAMP)))` : quick('x');
  const found = await engine.rows(`SELECT ${shown} AS v FROM one`).catch(() => undefined);
  const value = found?.[0]['v'] as Outcome | undefined;
  const odd = typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'string' && (value === '' || trimmed(value) !== value);
  return odd ? undefined : value;
}

const number = t.number();
describe.each<[string, Column, TextOptions, [string, Outcome][]]>([
  [
    'number',
    number,
    {},
    [
      ['1', 1],
      ['+1.50', 1.5],
      ['-.5', -0.5],
      ['5.', 5],
      ['1e3', 1000],
      ['1E-3', 0.001],
      [' 7\t', 7],
      ['\u00a07', 7],
      ['-0', 0],
      ['4.9e-324', 5e-324],
      ['1e-400', 0],
      ['9007199254740993', 9007199254740992],
      ['', null],
      [' ', null],
      ['NA', null],
      ['N/A', null],
      ['NaN', null],
      ['nan', null],
      ['null', null],
      ['None', null],
      ['?', null],
      ['.', null],
      ['-', null],
      ['NAN', FAULT],
      ['1e999', FAULT],
      ['inf', FAULT],
      ['Infinity', FAULT],
      ['1_000', FAULT],
      ['1,000', FAULT],
      ['+-1', FAULT],
      ['0x10', FAULT],
      ['1 2', FAULT],
      ['many', FAULT],
      ['−1', FAULT],
      ['１', FAULT],
      ['1e', FAULT],
      ['1e1.5', FAULT],
    ],
  ],
  [
    'number with a comma and groups',
    number,
    { decimal: ',', thousands: '.' },
    [
      ['1,5', 1.5],
      ['1.234,5', 1234.5],
      ['12.345.678', 12345678],
      ['1234,5', 1234.5],
      ['1.5', FAULT],
      ['1.23,5', FAULT],
      ['1234.567', FAULT],
      ['1,2,3', FAULT],
    ],
  ],
  [
    'number with a comma',
    number,
    { decimal: ',', nulls: ['unknown'] },
    [
      ['1,5', 1.5],
      [',5e1', 5],
      ['1.5', FAULT],
      ['unknown', null],
    ],
  ],
  [
    'bool',
    t.bool({ true: 'Yes', false: 'No' }),
    {},
    [
      ['Yes', true],
      [' No ', false],
      ['true', true],
      ['false', false],
      ['NA', null],
      ['yes', FAULT],
      ['1', FAULT],
    ],
  ],
  [
    'bool whose spelling is a null text',
    t.bool({ true: 'x', false: '-' }),
    {},
    [
      ['x', true],
      ['-', false],
      ['', null],
    ],
  ],
  [
    'category',
    t.category(),
    { nulls: ['?'] },
    [
      ['a', 'a'],
      ['  ß 😀 ', 'ß 😀'],
      ['\u00a0', null],
      ['?', null],
      [' ? ', null],
      ['NA', 'NA'],
      ['007', '007'],
    ],
  ],
  [
    'timestamp',
    t.timestamp(),
    {},
    [
      ['1970-01-01', 0],
      ['1970-01-01 00:01', 60_000],
      ['1970-01-01T00:00:01.250Z', 1250],
      ['1970-01-01T00:00:01.2509999', 1250],
      ['1969-12-31T23:59:59.9985', -2],
      ['1970-01-01 02:00:00+02', 0],
      ['1970-01-01 02:30:00+0230', 0],
      ['1969-12-31 19:00-05:00', 0],
      ['1970-01-01 00:00:00 +00:00', 0],
      ['9999-12-31T23:59:59.999', 253402300799999],
      ['0001-01-01', -62135596800000],
      ['NA', null],
      ['2024-02-30', FAULT],
      ['2023-02-29', FAULT],
      ['2024-1-1', FAULT],
      ['2024/01/01', FAULT],
      ['2024-01-01T24:00:00', FAULT],
      ['2024-01-01T23:59:60', FAULT],
      ['2024-01-01T10', FAULT],
      ['0000-01-01', FAULT],
      ['12024-01-01', FAULT],
      ['epoch', FAULT],
      ['infinity', FAULT],
      ['2024-01-01 (BC)', FAULT],
      ['2024-01-01+02:00', FAULT],
      ['20240101', FAULT],
    ],
  ],
  [
    'date',
    t.date(),
    {},
    [
      ['1970-01-02', 86_400_000],
      ['1970-01-02 00:00:00', 86_400_000],
      ['1970-01-02T00:00:00.000Z', 86_400_000],
      ['1970-01-02 12:00', FAULT],
      ['1970-02-29', FAULT],
    ],
  ],
  [
    'timestamp with a format',
    t.timestamp({ format: '%d/%m/%Y %H:%M' }),
    {},
    [
      ['02/01/1970 00:01', 86_460_000],
      ['2/1/1970 0:1', 86_460_000],
      ['31/04/1970 00:00', FAULT],
      ['1970-01-01', FAULT],
      ['02/01/1970 24:00', FAULT],
      ['', null],
    ],
  ],
  [
    'date with touching codes',
    t.date({ format: '%Y%m%d' }),
    {},
    [
      ['19700102', 86_400_000],
      ['1970012', FAULT],
    ],
  ],
  [
    'date with a short year and without a day',
    t.date({ format: '%m.%y' }),
    {},
    [
      ['2.70', 31 * 86_400_000],
      ['01.69', -365 * 86_400_000],
      ['1.68', 3092601600000],
      ['13.70', FAULT],
    ],
  ],
  ['timestamp with a zone', t.timestamp({ format: '%Y-%m-%d %H:%M:%S.%f %z' }), {}, [['1970-01-01 01:00:00.5 +0100', 500]]],
])('%s', (_name, column, options, cases) => {
  it('reads each cell as its table says, in JavaScript', () => {
    for (const [cell, due] of cases) expect(inJs(column, options, cell), JSON.stringify(cell)).toEqual(due);
  });

  it('reads the same in SQL, and quickly where it can', async () => {
    const found = await inSql(
      column,
      options,
      cases.map(([cell]) => cell),
    );
    for (const [i, [cell, due]] of cases.entries()) {
      expect(found[i], JSON.stringify(cell)).toEqual(due);
      const quick = await quickly(column, options, cell);
      if (quick !== undefined) expect(quick, `quick ${JSON.stringify(cell)}`).toEqual(due);
    }
  });
});

const numberish = fc.string({ unit: fc.constantFrom(...'0123456789+-.,eE_ \tnaif'), maxLength: 9 });
const timeish = fc
  .tuple(
    fc.constantFrom('2024-02-29', '1969-12-31', '2023-02-29', '2024-13-01', '0999-01-01'),
    fc.constantFrom('', ' ', 'T'),
    fc.constantFrom('', '12:30', '23:59:59', '7:00', '12:30:15.123456789', '00:00'),
    fc.constantFrom('', 'Z', '+02:00', '-0530', '+14', ' +01:00', '+24:00'),
  )
  .map((parts) => parts.join(''));

describe('one grammar in three forms', () => {
  it.each<[string, Column, TextOptions, fc.Arbitrary<string>]>([
    ['numbers', number, {}, numberish],
    ['numbers with a comma', number, { decimal: ',' }, numberish],
    ['numbers in groups', number, { thousands: ',' }, numberish],
    ['any double', number, {}, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)],
    ['times', t.timestamp(), {}, timeish],
    ['days', t.date(), {}, timeish],
    ['formatted', t.timestamp({ format: '%Y-%m-%d %H:%M:%S' }), {}, timeish],
    ['texts', t.text(), { nulls: ['a'] }, fc.string({ unit: fc.constantFrom(...' \t\n\r\v\f\u00a0\ufeffa!ß😀"\''), maxLength: 5 })],
  ])('%s: JavaScript, SQL and quick SQL agree', async (_name, column, options, cells) => {
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 40, maxLength: 40 }), async (list) => {
        const js = list.map((cell) => inJs(column, options, cell));
        expect(await inSql(column, options, list)).toEqual(js);
        if (!grammarOf(column.spec, options).quick) return;
        const readable = list.filter((_, i) => js[i] !== FAULT);
        for (const cell of [...list.filter((_, i) => js[i] === FAULT).slice(0, 6), ...readable.slice(0, 6)]) {
          const found = await quickly(column, options, cell);
          if (found !== undefined) expect(found, JSON.stringify(cell)).toEqual(inJs(column, options, cell));
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  });
});

it('quick SQL does not leave everyday cells to the careful way', async () => {
  const everyday: [Column, string][] = [
    [number, '-12.5'],
    [number, ''],
    [number, 'NA'],
    [t.bool({ true: 'Yes', false: 'No' }), 'No'],
    [t.category(), ' a b '],
    [t.timestamp(), '2024-01-01T00:00:00'],
    [t.timestamp(), '2024-01-01 00:00:00+02'],
    [t.date(), '2024-01-01'],
  ];
  for (const [column, cell] of everyday) expect(await quickly(column, {}, cell), cell).toBe(inJs(column, {}, cell));
});

it('refuses formats that it cannot read', () => {
  for (const format of ['%Q', '%d', '%Y %Y', '%Y %y', '%Y %']) {
    expect(() => grammarOf(t.date({ format }).spec, {}), format).toThrow(expect.objectContaining({ code: 'MW_DATA_SCHEMA' }));
  }
});

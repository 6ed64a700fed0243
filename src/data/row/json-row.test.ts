import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { t, type Column } from '../types.js';
import { jsonRowReader } from './json-row.js';
import { rowReader } from './read-row.js';

const FAULT = 'fault';

describe.each<[string, Column, [unknown, unknown][]]>([
  [
    'number',
    t.number(),
    [
      [1.5, 1.5],
      [-0, 0],
      ['1.5', FAULT],
      [true, FAULT],
      [Infinity, FAULT],
      [null, FAULT],
      [[1], FAULT],
      [{}, FAULT],
    ],
  ],
  [
    'nullable number',
    t.number().nullable(),
    [
      [null, null],
      ['', FAULT],
      ['NA', FAULT],
    ],
  ],
  [
    'int',
    t.int(),
    [
      [3, 3],
      [3.5, FAULT],
      [2 ** 53, FAULT],
      [2 ** 53 - 1, 2 ** 53 - 1],
      ['3', FAULT],
    ],
  ],
  [
    'bool',
    t.bool({ true: 'Yes', false: 'No' }),
    [
      [true, true],
      [false, false],
      ['Yes', true],
      [' No ', false],
      ['yes', FAULT],
      [1, FAULT],
      ['', FAULT],
      [null, FAULT],
    ],
  ],
  [
    'bool in digits',
    t.bool({ true: '1', false: '0' }),
    [
      [1, true],
      ['0', false],
      [2, FAULT],
    ],
  ],
  [
    'category',
    t.category(),
    [
      ['a', 'a'],
      ['\u00a0a ', 'a'],
      [1, '1'],
      [1.5, '1.5'],
      ['', FAULT],
      [true, FAULT],
      ['a\ud800', 'a\ufffd'],
    ],
  ],
  [
    'nullable category',
    t.category().nullable(),
    [
      [' ', null],
      [null, null],
    ],
  ],
  [
    'id',
    t.id(),
    [
      ['007', '007'],
      [7, '7'],
      [2 ** 60, FAULT],
      [1.5, FAULT],
    ],
  ],
  [
    'text',
    t.text(),
    [
      ['a b', 'a b'],
      [1, FAULT],
    ],
  ],
  [
    'timestamp',
    t.timestamp(),
    [
      ['1970-01-01T00:00:01Z', 1000],
      [1000, FAULT],
      ['soon', FAULT],
    ],
  ],
  [
    'date',
    t.date(),
    [
      ['1970-01-02', 86_400_000],
      ['1970-01-02 12:00', FAULT],
    ],
  ],
] as [string, Column, [unknown, unknown][]][])('%s', (_name, column, cases) => {
  const reader = jsonRowReader({ x: column });

  it.each(cases)('%j', (cell, due) => {
    const row = { x: cell };
    if (due === FAULT) {
      expect(reader.read(row)).toBeUndefined();
      expect(reader.faultOf(row)).toMatchObject({ column: 'x' });
    } else {
      expect(reader.read(row)).toEqual({ x: due });
      expect(reader.faultOf(row)).toBeUndefined();
    }
  });
});

const schema = {
  id: t.id().optional().nullable(),
  n: t.number(),
  s: t.category().nullable(),
  b: t.bool().optional(),
  extra: t.text().optional(),
};

describe('rows', () => {
  const reader = jsonRowReader(schema, {}, ['id', 'n', 's', 'b']);

  it('need what is not optional, and nothing that is not there', () => {
    expect(reader.read({ n: 1, s: 'a' })).toEqual({ id: null, n: 1, s: 'a', b: null });
    expect(reader.faultOf({ n: 1 })).toMatchObject({ column: 's', rule: 'missing' });
    expect(reader.faultOf({ n: 1, s: 'a', m: 2 })).toMatchObject({ column: 'm', rule: 'unknown' });
    expect(reader.faultOf({ n: 1, s: 'a', constructor: 2 })).toMatchObject({ column: 'constructor', rule: 'unknown' });
  });

  it('check columns that are not kept', () => {
    expect(reader.read({ n: 1, s: 'a', extra: 'words' })).toEqual({ id: null, n: 1, s: 'a', b: null });
    expect(reader.faultOf({ n: 1, s: 'a', extra: 3 })).toMatchObject({ column: 'extra' });
  });

  it('with a column that every object inherits miss it all the same', () => {
    const odd = jsonRowReader({ toString: t.number() } as never);
    expect(odd.faultOf({})).toMatchObject({ column: 'toString', rule: 'missing' });
    expect(odd.read({ toString: 1 } as never)).toEqual({ toString: 1 });
  });

  it('say the same in any order of their keys, from one row to the next', () => {
    const whole = { id: 'a', n: 1, s: 'x', b: true };
    const turned = Object.fromEntries(Object.entries(whole).toReversed());
    const short = { s: 'x', n: 1 };
    const due = [whole, whole, whole, { id: null, n: 1, s: 'x', b: null }, undefined, undefined, whole];
    const rows = [whole, turned, whole, short, { ...turned, m: 2 }, { id: 'a', s: 'x', b: true }, turned];
    expect(rows.map((row) => reader.read(row))).toEqual(due);
    expect(Object.keys(reader.read(turned)!)).toEqual(Object.keys(whole));
  });

  it('that say all as it is read are their own values; others are left as they came', () => {
    const whole = { id: 'a', n: 1, s: null, b: true };
    expect(reader.read(whole)).toBe(whole);
    const odd = { id: 7, n: -0, s: ' x\ud800', b: true };
    expect(reader.read(odd)).toEqual({ id: '7', n: 0, s: 'x\ufffd', b: true });
    expect(odd).toEqual({ id: 7, n: -0, s: ' x\ud800', b: true });
  });

  it('take what JSON cannot hold for missing', () => {
    expect(reader.read({ n: 1, s: 'a', b: undefined, extra: () => 1 })).toEqual({ id: null, n: 1, s: 'a', b: null });
    expect(reader.read({ n: undefined, s: 'a' })).toBeUndefined();
    expect(reader.read({ n: 1, s: () => 'a' })).toBeUndefined();
  });

  it('mean nothing by the words that the source names', () => {
    const named = jsonRowReader({ s: t.category().nullable() }, { nulls: ['none'] });
    expect(['none', ' none', 'nones'].map((s) => named.read({ s })!['s'])).toEqual([null, null, 'nones']);
  });

  it('mean what the reader of cells makes of them', () => {
    const cell = fc.oneof(
      fc.constantFrom(null, '', ' a', 'Yes', 'true', true, false, 0, 1, -0, 1.5),
      fc.string(),
      fc.double(),
      fc.integer(),
    );
    const slow = rowReader(schema);
    fc.assert(
      fc.property(fc.record({ id: cell, n: cell, s: cell, b: cell, extra: cell }, { requiredKeys: ['n'] }), (row) => {
        const values = jsonRowReader(schema).read(row);
        if (values !== undefined) expect(slow(row)).toEqual({ values, faults: [] });
        expect(jsonRowReader(schema).faultOf(row) === undefined).toBe(values !== undefined);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

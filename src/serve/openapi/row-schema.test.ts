import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonRowReader, schemaToJson, t, type Schema, type TextOptions } from '../../data/index.js';
import { rowColumnsOf, rowSchemaOf, type RowContent } from './row-schema.js';

const content = (schema: Schema, inputs: readonly string[], more: Partial<RowContent> = {}): RowContent => ({
  schema: schemaToJson(schema) as never,
  inputs,
  ids: [],
  target: 'left',
  reading: {},
  ...more,
});

const judge = (of: RowContent) => {
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(rowSchemaOf(of));
  return (row: unknown): boolean => validate(row);
};

/** A model that reads one column `x`; the judge takes its value. */
const ofColumn = (column: Schema[string], reading: TextOptions = {}) => {
  const takes = judge(content({ x: column, left: t.bool() }, ['x'], { reading: reading as never }));
  return (x: unknown): boolean => takes({ x });
};

describe('the schema of a row', () => {
  it('asks for the inputs, allows ids and the other columns of the data, and refuses the target and anything else', () => {
    const schema = {
      id: t.id(),
      age: t.int(),
      city: t.category().nullable(),
      note: t.text().optional(),
      unused: t.number(),
      left: t.bool(),
    };
    const of = content(schema, ['age', 'city', 'note'], { ids: ['id'] });
    expect(Object.keys(rowColumnsOf(of))).toEqual(['id', 'age', 'city', 'note', 'unused']);
    expect(rowSchemaOf(of)).toMatchObject({ required: ['age', 'city'], additionalProperties: false });
    const takes = judge(of);
    expect(takes({ age: 3, city: null })).toBe(true);
    expect(takes({ age: 3, city: 'Rome', id: 7, note: 'x', unused: null })).toBe(true);
    expect(takes({ age: 3, city: 'Rome', left: true })).toBe(false);
    expect(takes({ city: 'Rome' })).toBe(false);
    expect(takes({ age: 3, city: 'Rome', agee: 3 })).toBe(false);
    expect(takes([3, 'Rome'])).toBe(false);
  });

  it('takes numbers for numbers, never texts', () => {
    const [whole, number, empty] = [ofColumn(t.int()), ofColumn(t.number()), ofColumn(t.number().nullable())];
    expect([3, 3.0, -0, 2 ** 53 - 1].map(whole)).toEqual([true, true, true, true]);
    expect([3.5, '3', 2 ** 53, true, null, Infinity].map(whole)).toEqual([false, false, false, false, false, false]);
    expect([1.5, 1e300].map(number)).toEqual([true, true]);
    expect(['1.5', null, NaN, Infinity].map(number)).toEqual([false, false, false, false]);
    expect(empty(null)).toBe(true);
  });

  it('takes true, false and the spellings of the data for bools', () => {
    const spelt = ofColumn(t.bool({ true: 'Yes', false: 'No' }));
    expect([true, false, 'Yes', 'No', 'true', 'false'].map(spelt)).toEqual([true, true, true, true, true, true]);
    expect(['yes', 1, 0, null, ''].map(spelt)).toEqual([false, false, false, false, false]);
    const digits = ofColumn(t.bool({ true: '1', false: '0' }));
    expect([1, 0, '1', '0', true].map(digits)).toEqual([true, true, true, true, true]);
    expect([2, '2', 1.5].map(digits)).toEqual([false, false, false]);
  });

  it('takes texts that say something; empty ones and named nothings only where the column is nullable', () => {
    const reading = { nulls: ['?', '-1'] };
    const category = ofColumn(t.category(), reading);
    expect(['a', 0, 2.5].map(category)).toEqual([true, true, true]);
    expect(['', '  ', '?', '-1', -1, null, true].map(category)).toEqual([false, false, false, false, false, false, false]);
    expect(['', '?', null].map(ofColumn(t.category().nullable(), reading))).toEqual([true, true, true]);
    expect([7, '007', 7.5, 2 ** 53].map(ofColumn(t.id()))).toEqual([true, true, false, false]);
    expect([7, true, {}].map(ofColumn(t.text()))).toEqual([false, false, false]);
  });

  it('takes times that exist', () => {
    const good = [
      '2024-02-29',
      '2024-02-29 12:30',
      '2024-02-29T12:30:15.250+02:00',
      '0001-01-01T00:00:00Z',
      '2000-02-29',
      '2023-12-31T23:59 -0130',
    ];
    const bad = [
      '2023-02-29',
      '1900-02-29',
      '2023-04-31',
      '0000-01-01',
      '2023-1-1',
      '2024-02-29T24:00',
      '2024-02-29T12:30:60',
      'soon',
      1e12,
    ];
    expect(good.map(ofColumn(t.timestamp()))).toEqual(good.map(() => true));
    expect(bad.map(ofColumn(t.timestamp()))).toEqual(bad.map(() => false));
    expect(['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T12:00', '2023-02-29'].map(ofColumn(t.date()))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(ofColumn(t.date({ format: '%d/%m/%Y' }))('29/02/2024')).toBe(true);
  });

  it('takes what the reader of requests reads, and nothing that it refuses', () => {
    const schema = {
      id: t.id(),
      n: t.int(),
      x: t.number().nullable(),
      ok: t.bool({ true: '1', false: '0' }),
      maybe: t.bool({ true: 'Yes', false: 'No' }).nullable(),
      c: t.category(),
      s: t.text().optional(),
      at: t.timestamp(),
      day: t.date().nullable(),
      left: t.bool(),
    };
    const reading: TextOptions = { nulls: ['?', '0', ' none '] };
    const of = content(schema, ['n', 'x', 'ok', 'maybe', 'c', 's', 'at', 'day'], { ids: ['id'], reading: reading as never });
    const [takes, reader] = [judge(of), jsonRowReader(rowColumnsOf(of), reading)];
    const two = (n: number): string => String(n).padStart(2, '0');
    const time = fc
      .tuple(
        fc.integer({ min: 0, max: 2030 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        fc.constantFrom('', 'T23:59:60', ' 00:00Z', 'T12:30+0200'),
      )
      .map(([y, m, d, rest]) => `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}${rest}`);
    const cell = fc.oneof(
      fc.constantFrom<unknown>('', ' ', '?', 'none', '0', 0, 1, '1', 'Yes', 'true', null, true, 'a', '\u3000', '\ufeff', [], {}),
      fc.double(),
      fc.integer(),
      time,
      fc.string(),
    );
    const spelt = (value: unknown): boolean =>
      typeof value === 'string' && (value !== value.trim() || ['?', 'none', 'NA', '-', '.', '0'].includes(value));
    // One cell is anything, the others are sound: most rows would else fall over several at once.
    const sound = { id: 'a', n: 1, x: 0.5, ok: true, maybe: null, c: 'a', s: 'b', at: '2024-02-29', day: null };
    const taken = { yes: 0, no: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sound)), cell, (name, value) => {
        const row = { ...sound, [name]: value };
        const [judged, read] = [takes(row), reader.read(row) !== undefined];
        taken[judged ? 'yes' : 'no']++;
        if (!spelt(value)) expect([name, value, judged]).toEqual([name, value, read]);
        else if (judged) expect([name, value, read]).toEqual([name, value, true]);
      }),
      { numRuns: 6000, seed: 5 },
    );
    expect(Math.min(taken.yes, taken.no)).toBeGreaterThan(600);
  });
});

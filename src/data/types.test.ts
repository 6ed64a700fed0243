import { describe, expect, expectTypeOf, it } from 'vitest';
import { valueTypesOf, type RowOf, type ValueTypesOf } from './schema.js';
import { schemaFromJson, schemaToJson } from './schema-json.js';
import { t, type Column } from './types.js';

const schema = {
  id: t.id(),
  n: t.int({ unit: 'months' }).describe('how long'),
  x: t.number().nullable(),
  ok: t.bool({ true: 'Yes', false: 'No' }),
  kind: t.category().optional(),
  note: t.text().nullable().optional(),
  at: t.timestamp({ format: '%d/%m/%Y' }),
  day: t.date(),
};

describe('types', () => {
  it('carry the expression type, nullable, optional and spellings', () => {
    expectTypeOf<ValueTypesOf<typeof schema>>().toEqualTypeOf<{
      readonly id: 'text';
      readonly n: 'number';
      readonly x: 'number';
      readonly ok: 'bool';
      readonly kind: 'text';
      readonly note: 'text';
      readonly at: 'time';
      readonly day: 'time';
    }>();
    expectTypeOf(t.int().nullable()).toEqualTypeOf<Column<'int', true, false, string, false>>();
    expectTypeOf<RowOf<typeof schema>>().toEqualTypeOf<{
      readonly id: string | number;
      readonly n: number;
      readonly x: number | null;
      readonly ok: boolean | 'Yes' | 'No';
      readonly at: string;
      readonly day: string;
      readonly kind?: string | number;
      readonly note?: string | null;
    }>();
  });

  it('do not compile where a row breaks the schema', () => {
    const row = (r: RowOf<typeof schema>): RowOf<typeof schema> => r;
    const right = { id: 1, n: 1, x: null, ok: 'Yes', at: '', day: '' } as const;
    row(right);
    // @ts-expect-error a required column is missing
    row({ id: 1 });
    // @ts-expect-error n is not nullable
    row({ ...right, n: null });
    // @ts-expect-error another spelling
    row({ ...right, ok: 'Maybe' });
    expect(valueTypesOf(schema)).toMatchObject({ id: 'text', day: 'time' });
  });

  it('say how a value can change, and keep that in JSON', () => {
    const annotated = {
      age: t.int().annotate({ monotone: 'increasing', changeCost: 2 }),
      born: t.category().annotate({ immutable: true }).nullable(),
    };
    expect(annotated.age.spec).toMatchObject({ kind: 'int', monotone: 'increasing', changeCost: 2 });
    const json = JSON.parse(JSON.stringify(schemaToJson(annotated)));
    expect(schemaToJson(schemaFromJson(json))).toEqual(schemaToJson(annotated));
    expect(json[1]).toEqual({ name: 'born', kind: 'category', nullable: true, optional: false, immutable: true });
  });

  it('refuse a direction of what has no order, a cost below 0, and words that they do not know', () => {
    expect(() => t.category().annotate({ monotone: 'increasing' })).toThrow('has no order');
    expect(() => t.int().annotate({ changeCost: -1 })).toThrow('"changeCost" that is no number from 0 on');
    expect(() => t.int().annotate({ imutable: true } as object)).toThrow('Did you mean "immutable"?');
    const column = { name: 'a', kind: 'int', nullable: false, optional: false };
    expect(() => schemaFromJson([{ ...column, monotone: 'up' }])).toThrow('neither "increasing" nor "decreasing"');
    expect(() => schemaFromJson([{ ...column, immutable: 'yes' }])).toThrow('neither true nor false');
  });

  it('are frozen, and every method gives a new one', () => {
    const column = t.int();
    expect(Object.isFrozen(column) && Object.isFrozen(column.spec)).toBe(true);
    expect([column.nullable().spec.nullable, column.spec.nullable]).toEqual([true, false]);
    expect(t.bool({ true: 'J', false: 'N' }).nullable()).toMatchObject({ kind: 'bool', valueType: 'bool', trueText: 'J', falseText: 'N' });
  });
});

describe('schemas as JSON', () => {
  it('come back equal, in order', () => {
    const json = JSON.parse(JSON.stringify(schemaToJson(schema))) as unknown;
    const back = schemaFromJson(json);
    expect(Object.keys(back)).toEqual(Object.keys(schema));
    expect(schemaToJson(back)).toEqual(schemaToJson(schema));
    expect(json).toContainEqual({ name: 'n', kind: 'int', nullable: false, optional: false, unit: 'months', description: 'how long' });
  });

  it.each<[unknown, RegExp]>([
    [{}, /no list of columns/],
    [[], /no columns/],
    [[1], /column 1 is no object/],
    [[{ kind: 'int', nullable: false, optional: false }], /column 1 has no name/],
    [[{ name: 'a', kind: 'integer', nullable: false, optional: false }], /has the kind "integer"/],
    [[{ name: 'a', kind: 'nmber', nullable: false, optional: false }], /Did you mean "number"\?/],
    [[{ name: 'a', kind: 'int', optional: false }], /does not say nullable and optional/],
    [[{ name: 'a', kind: 'int', nullable: false, optional: false, extra: 1 }], /unknown key "extra"/],
    [[{ name: 'a', kind: 'int', nullable: false, optional: false, unit: 1 }], /a unit that is no text/],
    [[{ name: 'a', kind: 'date', nullable: false, optional: false, format: '%Q' }], /unknown code %Q/],
    [['a', 'A'].map((name) => ({ name, kind: 'int', nullable: false, optional: false })), /"a" and "A" differ in case only/],
  ])('refuse %j', (json, message) => {
    expect(() => schemaFromJson(json)).toThrow(
      expect.objectContaining({ code: 'MW_DATA_SCHEMA', message: expect.stringMatching(message) }),
    );
  });
});

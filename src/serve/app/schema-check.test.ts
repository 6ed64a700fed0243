import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../route.js';
import { routes } from '../routes/index.js';
import { schemaCheck } from './schema-check.js';

const ajv = new Ajv2020({ allowUnionTypes: true, strict: false, validateFormats: false });
const schemas = routes.flatMap(({ method, path, schema }) =>
  [schema.params, schema.query, schema.body].flatMap((part) => (part ? [{ route: `${method} ${path}`, schema: part }] : [])),
);

const faultOf = (schema: JsonSchema, value: unknown): string | undefined => {
  const fault = schemaCheck(schema, 'GET /x')(value);
  return fault && `${fault.instancePath} ${fault.message}`.trim();
};

/** The names and the literals of all these schemas, so that what is drawn comes near to what they ask for. */
const names = [...new Set([...JSON.stringify(schemas).matchAll(/"(\w+)":/g)].map(([, name]) => name)), 'other'];
const scalar = fc.oneof(
  fc.constantFrom(null, true, false, '', 'm', 'm@1', 'a b', '😀'.repeat(60), 'x'.repeat(203), 0, 1, 2.5, -1, 100, 1e9, 'champion'),
  fc.string({ maxLength: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('fields'), tie('fields')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  fields: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
}));

/** A value that keeps to a schema but for chance: each part is now and then anything. */
function near(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { anyOf, properties, items, required, type, minimum, maximum, const: due } = schema as Record<string, never>;
  const good = (): fc.Arbitrary<unknown> => {
    if (anyOf) return fc.oneof(...(anyOf as JsonSchema[]).map(near));
    if (properties) {
      const parts = Object.entries(properties as Record<string, JsonSchema>).map(([name, part]) => [name, near(part)] as const);
      return fc.record(Object.fromEntries(parts), { requiredKeys: fc.sample(fc.constant(required ?? []), 1)[0] });
    }
    if (items) return fc.array(near(items), { maxLength: 4 });
    if (due !== undefined) return fc.constant(due);
    const [kind] = [type ?? 'object'].flat() as string[];
    if (kind === 'object') return fc.dictionary(fc.constantFrom(...names), scalar, { maxKeys: 3 });
    if (kind === 'integer') return fc.integer({ min: minimum ?? 0, max: maximum ?? 9 });
    return scalar;
  };
  return fc.oneof({ weight: 12, arbitrary: good() }, { weight: 1, arbitrary: anyValue as fc.Arbitrary<unknown> });
}

describe('the check of a schema', () => {
  it.each(schemas)('agrees with Ajv about every value: $route', ({ route, schema }) => {
    const [check, validate] = [schemaCheck(schema, route), ajv.compile(schema)];
    const verdicts = new Set<boolean>();
    fc.assert(
      fc.property(fc.oneof(near(schema), anyValue as fc.Arbitrary<unknown>), (value) => {
        const good = validate(value);
        verdicts.add(good);
        expect(check(value) === undefined).toBe(good);
      }),
      { numRuns: 1500, seed: 4 },
    );
    expect([...verdicts].toSorted()).toEqual([false, true]);
  });

  it('says where the first fault is, and what', () => {
    const schema = {
      type: 'object',
      required: ['rows'],
      additionalProperties: false,
      properties: {
        rows: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'object', additionalProperties: { type: 'integer' } } },
        name: { type: ['string', 'null'], minLength: 2, maxLength: 3, pattern: '^[a-z😀]*$' },
        share: { anyOf: [{ type: 'number', exclusiveMinimum: 0, maximum: 1 }, { const: 'all' }] },
        much: { type: 'number', minimum: 1 },
      },
    };
    const rows = [{}];
    expect(faultOf(schema, { rows: [{ a: 1 }], name: null, share: 'all', much: 1 })).toBeUndefined();
    expect(faultOf(schema, [])).toBe('must be object');
    expect(faultOf(schema, {})).toBe('must have "rows"');
    expect(faultOf(schema, { rows, nane: 'x' })).toBe('must have no fields beside "rows", "name", "share" and "much"');
    expect(faultOf(schema, { rows: 7 })).toBe('/rows must be array');
    expect(faultOf(schema, { rows: [] })).toBe('/rows must have at least 1 item');
    expect(faultOf(schema, { rows: [{}, {}, {}] })).toBe('/rows must have at most 2 items');
    expect(faultOf(schema, { rows: [{}, 3] })).toBe('/rows/1 must be object');
    expect(faultOf(schema, { rows: [{ 'a/b~c': 0.5 }] })).toBe('/rows/0/a~1b~0c must be integer');
    expect(faultOf(schema, { rows, name: 3 })).toBe('/name must be string or null');
    expect(faultOf(schema, { rows, name: '😀' })).toBe('/name must have at least 2 characters');
    expect(faultOf(schema, { rows, name: 'abcd' })).toBe('/name must have at most 3 characters');
    expect(faultOf(schema, { rows, name: 'AB' })).toBe('/name must match the pattern ^[a-z😀]*$');
    expect(faultOf(schema, { rows, name: '😀😀😀' })).toBeUndefined();
    expect(faultOf(schema, { rows, share: 0 })).toBe('/share must be more than 0, or must be "all"');
    expect(faultOf(schema, { rows, share: 'some' })).toBe('/share must be number, or must be "all"');
    expect(faultOf(schema, { rows, much: 0 })).toBe('/much must be at least 1');
    expect(faultOf(schema, { rows, much: Infinity })).toBe('/much must be number');
  });

  it('does not exist for a keyword that it does not know, however deep', () => {
    const deep = { type: 'object', properties: { a: { type: 'array', items: { multipleOf: 2 } } } };
    expect(() => schemaCheck(deep, 'GET /x')).toThrow(
      expect.objectContaining({ code: 'MW_SERVE_POLICY', message: expect.stringContaining('multipleOf') }),
    );
  });
});

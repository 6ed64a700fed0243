import { expect, it } from 'vitest';
import { protectedColumns } from './protected.js';
import { schemaFromJson, schemaToJson } from './schema-json.js';
import { t } from './types.js';

const schema = {
  sex: t.category({ protected: true }).nullable(),
  age: t.int({ unit: 'years', protected: { bands: [25, 60] } }),
  n: t.int(),
};

it('protected columns come back from JSON as they were', () => {
  const back = schemaFromJson(JSON.parse(JSON.stringify(schemaToJson(schema))));
  expect(schemaToJson(back)).toEqual(schemaToJson(schema));
  expect(protectedColumns(back)).toEqual(['sex', 'age']);
  expect(schemaToJson(schema)[2]).toEqual({ name: 'n', kind: 'int', nullable: false, optional: false });
});

it.each<[string, () => unknown, RegExp]>([
  ['a number by its values', () => t.int({ protected: true as never }), /a number needs bands/],
  ['a category by bands', () => t.category({ protected: { bands: [1] } as never }), /its values are the groups/],
  ['bands that do not ascend', () => t.number({ protected: { bands: [60, 25] } }), /no ascending numbers/],
  ['no bands', () => t.int({ protected: { bands: [] } }), /no ascending numbers/],
  ['a time', () => t.date({ protected: true } as never), /only a bool, a category/],
  ['a text', () => (t.text as (options: object) => unknown)({ protected: true }), /only a bool, a category/],
  ['something else', () => t.bool({ protected: 'yes' as never }), /neither true nor/],
])('cannot be protected: %s', (_, make, says) => {
  expect(make).toThrow(expect.objectContaining({ code: 'MW_DATA_PROTECTED', message: expect.stringMatching(says) as string }));
});

it('is refused in JSON of which anybody may be the author', () => {
  const json = [{ name: 'at', kind: 'date', nullable: false, optional: false, protected: true }];
  expect(() => schemaFromJson(json)).toThrow(/column "at" cannot be protected so/);
});

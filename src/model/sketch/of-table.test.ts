import { describe, expect, it } from 'vitest';
import { openEngine, schemaToJson, t } from '../../data/index.js';
import { sketchTable } from './of-table.js';

describe('the sketches of a table', () => {
  it('count levels as they are spelt, list the short ones, and see columns without a value and of times', async () => {
    await using engine = await openEngine({});
    const odd = ['"', 'a\nb', '😀', '😀', 'ß', null];
    const rows = odd.length;
    await engine.append('some', {
      x: Float64Array.of(2, NaN, 1, 3, 3, 0),
      odd,
      long: ['y', 'x'.repeat(257), 'x'.repeat(257), 'y', 'z', 'y'],
      none: odd.map(() => null),
      flag: Uint8Array.of(1, 0, 255, 1, 1, 1),
      at: odd.map(() => '2026-01-01'),
      unread: odd,
    });
    const schema = schemaToJson({
      x: t.number({ unit: 'kg' }).nullable(),
      odd: t.category().nullable(),
      long: t.text(),
      none: t.category().nullable(),
      flag: t.bool().nullable(),
      at: t.date(),
      unread: t.category().nullable(),
    });
    expect(await sketchTable(engine, 'some', schema, ['none', 'x', 'odd', 'long', 'flag', 'at'], rows, 7)).toEqual([
      {
        name: 'x',
        kind: 'number',
        rows,
        nulls: 1,
        mean: 1.8,
        std: Math.sqrt(1.7),
        min: 0,
        max: 3,
        unit: 'kg',
        sample: Float64Array.of(0, 1, 2, 3, 3),
      },
      { name: 'odd', kind: 'level', rows, nulls: 1, levels: ['😀', '"', 'a\nb', 'ß'], counts: [2, 1, 1, 1], other: 0, once: 3 },
      { name: 'long', kind: 'level', rows, nulls: 0, levels: ['y', 'z'], counts: [3, 1], other: 2, once: 1 },
      { name: 'none', kind: 'level', rows, nulls: rows, levels: [], counts: [], other: 0, once: 0 },
      { name: 'flag', kind: 'level', rows, nulls: 1, levels: ['true', 'false'], counts: [4, 1], other: 0, once: 1 },
      { name: 'at', kind: 'skipped', reason: 'time moves on by itself' },
    ]);
  });
});

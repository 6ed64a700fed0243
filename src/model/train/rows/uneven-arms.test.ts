import { expect, it } from 'vitest';
import { random, type Matrix } from '../../../core/index.js';
import { unevenArms } from './uneven-arms.js';

const draw = random(2, 'arms');
const rows = 2000;
const treated = Float64Array.from({ length: rows }, () => draw.int(2));
const features = (...names: readonly string[]) =>
  names.map((name) => ({ name, of: name, node: { kind: 'column', name, type: 'number' } as const }));
const x: Matrix = {
  rows,
  columns: [
    { kind: 'number', name: 'alike', values: treated.map(() => draw.normal()) },
    { kind: 'number', name: 'after', values: treated.map((t) => draw.normal() + 0.3 * t) },
    { kind: 'number', name: 'gaps', values: treated.map((t) => (draw.uniform() < 0.1 + 0.1 * t ? NaN : draw.normal())) },
    { kind: 'flag', name: 'opened', values: Uint8Array.from(treated, (t) => (draw.uniform() < 0.2 + 0.2 * t ? 1 : 0)) },
    { kind: 'category', name: 'even', levels: ['a', 'b', 'rare'], codes: Int32Array.from(treated, (_, i) => (i === 0 ? 2 : draw.int(2))) },
    {
      kind: 'category',
      name: 'uneven',
      levels: ['a', 'b'],
      codes: Int32Array.from(treated, (t) => (draw.uniform() < 0.5 + 0.15 * t ? 1 : 0)),
    },
  ],
};

it('names the features in which the arms differ more than a lot makes them, and no other', () => {
  const found = unevenArms(x, features('alike', 'after', 'gaps', 'opened', 'even', 'uneven'), treated);
  expect(found.map(({ feature }) => feature)).toEqual(['after', 'gaps', 'opened', 'uneven']);
  expect(found[1].message).toContain('in how often it is missing');
  expect(found[2].message).toMatch(/\((3|4)\d(\.\d)?% on average, against (1|2)\d(\.\d)?%\)/);
});

it('is silent about campaigns by lot', () => {
  const loud = Array.from({ length: 100 }, (_, c) => {
    const lot = random(c, 'lot');
    const column = { kind: 'number' as const, name: 'v', values: Float64Array.from({ length: 200 }, () => lot.normal()) };
    return unevenArms(
      { rows: 200, columns: [column] },
      features('v'),
      Float64Array.from({ length: 200 }, () => lot.int(2)),
    );
  }).flat();
  expect(loud.length).toBeLessThanOrEqual(1);
});

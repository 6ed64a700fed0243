import { expect, it } from 'vitest';
import { random } from '../../core/index.js';
import { paceOf } from '../pace.js';
import { coordinatesOf, treeOrder, withinOf } from './index.js';

it('visits what lies within a radius, as brute force finds it, the edge of the radius among it', async () => {
  const draw = random(4, 'within');
  const [rows, dims] = [300, 3];
  const drawn = Float64Array.from({ length: rows * dims }, () => draw.int(8));
  const { layout, points } = coordinatesOf(drawn, dims);
  const order = await treeOrder(layout, points, paceOf(new AbortController().signal));
  const at = Float64Array.from(Array.from(order).flatMap((i) => [...drawn.subarray(i * dims, (i + 1) * dims)]));
  const within = withinOf(layout, { ...points, numbers: at });
  for (const most of [0, 1, 4, 9, 1000])
    for (let i = 0; i < rows; i += 7) {
      const found: number[] = [];
      within(i, most, (j) => found.push(j));
      const due = Array.from({ length: rows }, (_, j) => j).filter(
        (j) => [0, 1, 2].reduce((sum, d) => sum + (at[i * dims + d] - at[j * dims + d]) ** 2, 0) <= most,
      );
      expect(found.toSorted((a, b) => a - b)).toEqual(due);
    }
});

import type { Points } from '../mixed/space.js';
import { boxesOf } from './boxes.js';
import { startOf, type Layout } from './layout.js';
import { boundTo } from './search.js';

/** Visits every point whose squared distance from the point `of` is at most `most`, itself among them, in the tree's order. */
export type Within = (of: number, most: number, visit: (point: number) => void) => void;

const NO_CODES = new Int32Array();

/** Finds points within a radius of one of them, by a tree of bounding boxes; the points are numbers alone and stand in the tree's order. */
export function withinOf(layout: Layout, points: Points): Within {
  const boxes = boxesOf(layout, points);
  const bound = boundTo(boxes, layout, 'euclidean');
  const { numbers } = points;
  const dims = layout.numbers.length;
  const firstLeaf = 2 ** boxes.depth - 1;
  const stack = new Int32Array(boxes.depth + 2);
  const from = new Float64Array(dims);
  return (of, most, visit) => {
    from.set(numbers.subarray(of * dims, (of + 1) * dims));
    stack[0] = 0;
    for (let size = 1; size > 0;) {
      const node = stack[--size];
      if (bound(node, from, NO_CODES) > most) continue;
      if (node < firstLeaf) {
        stack[size++] = 2 * node + 2;
        stack[size++] = 2 * node + 1;
        continue;
      }
      const end = startOf(points.rows, boxes.depth, node - firstLeaf + 1);
      for (let i = startOf(points.rows, boxes.depth, node - firstLeaf); i < end; i++) {
        let sum = 0;
        for (let d = 0, at = i * dims; d < dims && sum <= most; d++, at++) {
          const gap = numbers[at] - from[d];
          sum += gap * gap;
        }
        if (sum <= most) visit(i);
      }
    }
  };
}

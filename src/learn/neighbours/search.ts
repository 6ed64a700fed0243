import type { Points } from '../mixed/space.js';
import { differs, UNEQUAL } from '../mixed/unequal.js';
import { boxesOf, type Boxes } from './boxes.js';
import { startOf, type Layout } from './layout.js';

/** The neighbours of the latest search, the nearest first. Valid until the next search. */
export interface Found {
  /** Points, as places in the tree's order. */
  readonly point: Int32Array;
  /** Squared distances (euclidean) or distances (manhattan). */
  readonly distance: Float64Array;
}

/** Finds the nearest points of a query given as numbers and codes. Allocates nothing. */
export type Search = (numbers: Float64Array, codes: Int32Array) => Found;

/**
 * Exact nearest neighbours by a tree of bounding boxes (Bentley 1975; Friedman, Bentley and Finkel 1977), the nearer child first. Of
 * equally distant points the one with the smallest `row` comes first. A box's bound adds its terms in the order of a distance, each
 * term at most as large, so that rounding never hides a neighbour: what is found is what brute force finds, to the bit. In many
 * dimensions all points are looked at, at the cost of brute force. With `floors` a point counts as no nearer than its floor.
 */
export function searchFor(
  space: Layout,
  points: Points,
  row: Int32Array,
  neighbours: number,
  metric: 'euclidean' | 'manhattan',
  floors?: Float64Array,
): Search {
  const boxes = boxesOf(space, points);
  const found = { point: new Int32Array(neighbours), distance: new Float64Array(neighbours) };
  const bound = boundTo(boxes, space, metric);
  const scan = scanOf(space, points, row, metric, found, floors);
  const [stack, bounds] = [new Int32Array(boxes.depth + 2), new Float64Array(boxes.depth + 2)];
  const firstLeaf = 2 ** boxes.depth - 1;
  return (numbers, codes) => {
    found.distance.fill(Infinity);
    found.point.fill(-1);
    let size = 1;
    stack[0] = 0;
    bounds[0] = 0;
    while (size > 0) {
      let node = stack[--size];
      let least = bounds[size];
      while (node < firstLeaf && least <= found.distance[neighbours - 1]) {
        const left = 2 * node + 1;
        const [toLeft, toRight] = [bound(left, numbers, codes), bound(left + 1, numbers, codes)];
        const goesLeft = toLeft <= toRight;
        stack[size] = goesLeft ? left + 1 : left;
        bounds[size++] = goesLeft ? toRight : toLeft;
        node = goesLeft ? left : left + 1;
        least = goesLeft ? toLeft : toRight;
      }
      if (least > found.distance[neighbours - 1]) continue;
      const place = node - firstLeaf;
      scan(numbers, codes, startOf(points.rows, boxes.depth, place), startOf(points.rows, boxes.depth, place + 1));
    }
    return found;
  };
}

type Bound = (node: number, numbers: Float64Array, codes: Int32Array) => number;

/** Distance from the query to the nearest place of a node's box. */
export function boundTo({ low, high, bits }: Boxes, space: Layout, metric: string): Bound {
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  const isSquared = metric === 'euclidean';
  return (node, numbers, codes) => {
    let sum = 0;
    for (let c = 0, at = node * width; c < width; c++, at++) {
      const value = numbers[c];
      const gap = value < low[at] ? low[at] - value : value > high[at] ? value - high[at] : 0;
      sum += isSquared ? gap * gap : gap;
    }
    let unequal = 0;
    for (let c = 0, at = node * codeWidth; c < codeWidth; c++, at++) unequal += (~bits[at] >>> codes[c]) & 1;
    return sum + UNEQUAL * unequal;
  };
}

type Scan = (numbers: Float64Array, codes: Int32Array, from: number, to: number) => void;

/** Takes in those of the points `from` up to `to` that are nearer than the farthest found so far. */
function scanOf(space: Layout, points: Points, row: Int32Array, metric: string, found: Found, floors: Float64Array | undefined): Scan {
  const [width, codeWidth] = [space.numbers.length, space.codes.length];
  const { numbers: pointNumbers, codes: pointCodes } = points;
  const isSquared = metric === 'euclidean';
  const last = found.distance.length - 1;
  return (numbers, codes, from, to) => {
    let worst = found.distance[last];
    for (let i = from; i < to; i++) {
      let sum = 0;
      for (let c = 0, at = i * width; c < width; c++, at++) {
        const gap = pointNumbers[at] - numbers[c];
        sum += isSquared ? gap * gap : Math.abs(gap);
      }
      if (sum > worst) continue;
      let unequal = 0;
      for (let c = 0, at = i * codeWidth; c < codeWidth; c++, at++) unequal += differs(pointCodes[at], codes[c]);
      sum += UNEQUAL * unequal;
      if (floors !== undefined && sum < floors[i]) sum = floors[i];
      if (sum > worst) continue;
      takeIn(found, row, i, sum);
      worst = found.distance[last];
    }
  };
}

/** Puts a point at its place among those found; the farthest falls out. */
function takeIn(found: Found, row: Int32Array, i: number, sum: number): void {
  const { point, distance } = found;
  let at = distance.length - 1;
  if (!isAfter(found, row, at, i, sum)) return;
  for (; at > 0 && isAfter(found, row, at - 1, i, sum); at--) {
    point[at] = point[at - 1];
    distance[at] = distance[at - 1];
  }
  point[at] = i;
  distance[at] = sum;
}

/** Whether the point found at a place comes after point i, which is `sum` away. */
const isAfter = ({ point, distance }: Found, row: Int32Array, place: number, i: number, sum: number): boolean =>
  point[place] < 0 || distance[place] > sum || (distance[place] === sum && row[point[place]] > row[i]);

import { lazily, type Lazy, type Steps } from '../../core/index.js';
import { MOST_AT_ONCE, roughProducts, type LinesOfFloats, type RoughProducts } from '../../kernel/index.js';
import { addItem, bestItems, sortedItems, type BestItems, type ScoredItems } from '../best-items.js';
import { mixedScore, type MixedLines } from './mixed-lines.js';
import type { ItemVectors } from './vectors.js';

/** Looked at first: enough of them come to much for the bound to leave most others out. */
const FIRST_LINES = 1024;

/** Lines that are searched for the highest products. */
export interface SearchedLines {
  readonly lines: number;
  readonly rough: Lazy<RoughProducts>;
  readonly scoreOf: (line: number, vector: Float64Array) => number;
}

/** What a model's own lines are searched by, whatever is mixed from them. */
export const ownLines = (model: ItemVectors): SearchedLines => {
  const { items: lines, factors: width, factor: value, own } = model;
  return searched({ lines, width, value, ...(own ? { own } : {}) }, (line, vector) => scoreOf(model, line, vector));
};

/** What mixtures are searched by. */
const linesOfMixed = (mixed: MixedLines, width: number): SearchedLines =>
  searched({ lines: mixed.item.length, width, value: mixed.factor, own: mixed.own }, (line, vector) => mixedScore(mixed, line, vector));

const searched = (given: LinesOfFloats, scoreOfLine: SearchedLines['scoreOf']): SearchedLines => ({
  lines: given.lines,
  rough: lazily(function* () {
    return (yield* roughProducts(given)) ?? allOf(given.lines);
  }),
  scoreOf: scoreOfLine,
});

/** Finds the best items of one model by a vector. */
export interface BestProducts {
  of(vector: Float64Array, k: number, leftOut: (item: number) => boolean, ties?: Float64Array): ScoredItems;
  /** Makes the bytes, which otherwise the first search does. */
  prepare(): Steps<void>;
}

/**
 * The items of the highest products with a vector, found exactly: all items as bytes give an upper bound of each score, and only those whose bound reaches
 * the k-th best score so far are worked out. Items that are mixtures are found by lines of their own. A catalogue of a million items of 64 factors takes 72 MB
 * more, and some milliseconds per list.
 */
export function bestProducts(model: ItemVectors, own = ownLines(model), mixed?: MixedLines): BestProducts {
  const ownPlaces = mixed && Int32Array.from({ length: model.items }, (_, item) => (mixed.lineOf.has(item) ? -1 : item));
  const others = mixed && linesOfMixed(mixed, model.factors);
  const items = mixed?.items ?? model.items;
  return {
    of: (vector, k, leftOut, ties) => {
      const best = bestItems(Math.min(k, items), ties);
      search(own, vector, best, leftOut, ownPlaces);
      if (others) search(others, vector, best, leftOut, mixed.item);
      return sortedItems(best);
    },
    *prepare() {
      yield* own.rough.steps();
      if (others) yield* others.rough.steps();
    },
  };
}

/** Adds those lines to the best that may be among them. `places`: per line its item, −1 for none; absent: they are the same. */
function search(
  { lines, rough: made, scoreOf: scoreOfLine }: SearchedLines,
  vector: Float64Array,
  best: BestItems,
  leftOut: (item: number) => boolean,
  places?: Int32Array,
): void {
  const rough = made.now();
  rough.aim(vector);
  let count = FIRST_LINES;
  for (let first = 0; first < lines;) {
    for (const line of rough.mayReach(first, count, best.least)) {
      const item = places ? places[line] : line;
      if (item >= 0 && !leftOut(item)) addItem(best, item, scoreOfLine(line, vector));
    }
    first += count;
    count = Math.min(2 * count, MOST_AT_ONCE);
  }
}

/** Where no kernel runs, every item may reach everything. */
const allOf = (items: number): RoughProducts => ({
  aim: () => {},
  mayReach: (first, count) => Int32Array.from({ length: Math.min(count, items - first) }, (_, i) => first + i),
});

function scoreOf({ factors, factor, own }: ItemVectors, item: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0, at = item * factors; k < factors; k++, at++) sum += factor[at] * vector[k];
  return own ? sum + own[item] : sum;
}

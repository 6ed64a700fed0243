import { doublesOf, headsOf, type CategoryColumn, type Matrix } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { startsOf } from '../linear/model.js';
import { scaleOf } from '../scale.js';
import type { Inputs } from './inputs.js';

/** A category's most frequent levels have inputs of their own; the others share that of missing values. */
const MOST_LEVELS = 255;

/** Looks at the training rows and numbers the inputs. What never occurs has none, the last slot of a category excepted. */
export function planOf(x: Matrix, weights: Float64Array): Inputs {
  const heads = headsOf(x);
  const starts = startsOf(heads);
  const slots = new Int32Array(starts[heads.length]).fill(-1);
  const [centre, spread] = [new Float64Array(heads.length), new Float64Array(heads.length)];
  let width = 0;
  x.columns.forEach((column, j) => {
    if (column.kind === 'category') {
      const kept = frequentLevels(column, weights);
      const last = starts[j + 1] - 1;
      for (let at = starts[j]; at < last; at++) if (kept[at - starts[j]] === 1) slots[at] = width++;
      for (let at = starts[j]; at <= last; at++) if (slots[at] < 0) slots[at] = width;
      width++;
      return;
    }
    const { mean, deviation, constant, missing } = scaleOf(doublesOf(column), weights);
    centre[j] = mean;
    if (!constant) [spread[j], slots[starts[j]]] = [deviation, width++];
    if (missing > 0 && missing < 1) slots[starts[j] + 1] = width++;
  });
  return { width, centre, spread, isCategory: categoriesIn(heads), starts, slots };
}

/** 1 for each level that gets an input: those with the most weight, the first of equals. */
function frequentLevels({ codes, levels }: CategoryColumn, weights: Float64Array): Uint8Array {
  const totals = new Float64Array(levels.length);
  for (let i = 0; i < codes.length; i++) if (codes[i] >= 0 && codes[i] < totals.length) totals[codes[i]] += weights[i];
  const kept = new Uint8Array(totals.length);
  const order = [...totals.keys()].filter((level) => totals[level] > 0).toSorted((a, b) => totals[b] - totals[a] || a - b);
  for (const level of order.slice(0, MOST_LEVELS)) kept[level] = 1;
  return kept;
}

import { doublesOf, type Matrix } from '../../core/index.js';
import type { Interactions } from '../interactions.js';

/** What users of each segment take: a segment is one level of one column of what is known of users. Plain data. */
export interface Segments {
  /** The columns that tell segments, by their place in a row of the user features, and how many levels each has. */
  readonly columns: readonly { readonly at: number; readonly levels: number }[];
  /** Segments × items: the weights of their users' events. */
  readonly taken: Float32Array;
  /** Per item 1 where users took it when this was counted, whoever they are: of the others, and of items behind these, segments say nothing. */
  readonly known: Uint8Array;
  /** Per segment the sum of these weights. */
  readonly total: Float64Array;
  /** What all users weigh in a segment, as a sum of weights: few events of a segment say little. */
  readonly prior: number;
}

/** Columns of more levels tell people apart rather than segments. */
export const MOST_LEVELS = 100;
/** Segments × items: about 80 MB; columns beyond it are not counted. */
const MOST_CELLS = 20_000_000;
/** Events of all users that count in each segment. */
const PRIOR_EVENTS = 100;

/** A column of user features that may tell segments, by its place in their row. */
export interface SegmentColumn {
  readonly name: string;
  readonly at: number;
  readonly levels: number;
}

/** Which categories, and which columns of yes and no, tell segments of users, and which are left out for their many levels, or beside so many items. Of one level none tells any. */
export function segmentColumns(
  features: Matrix,
  items: number,
): { readonly told: readonly SegmentColumn[]; readonly left: readonly SegmentColumn[] } {
  const [told, left]: [SegmentColumn[], SegmentColumn[]] = [[], []];
  let segments = 0;
  features.columns.forEach((column, at) => {
    const levels = column.kind === 'category' ? column.levels.length : column.kind === 'flag' ? 2 : 0;
    if (levels < 2) return;
    const isTold = levels <= MOST_LEVELS && (segments + levels) * items <= MOST_CELLS;
    (isTold ? told : left).push({ name: column.name, at, levels });
    if (isTold) segments += levels;
  });
  return { told, left };
}

/** Counts what users of every segment take; `undefined` where no column tells any, or there are no events. A row per user of the interactions, which may be followed by others. */
export function segmentsOf(interactions: Interactions, weights: Float64Array, features: Matrix | undefined): Segments | undefined {
  const columns = features ? segmentColumns(features, interactions.items.length).told.map(({ at, levels }) => ({ at, levels })) : [];
  const [items, events] = [interactions.items.length, interactions.item.length];
  if (!features || columns.length === 0 || events === 0) return undefined;
  const segments = columns.reduce((sum, { levels }) => sum + levels, 0);
  const [taken, total, known] = [new Float32Array(segments * items), new Float64Array(segments), new Uint8Array(items)];
  interactions.item.forEach((item, e) => (known[item] |= Number(weights[e] > 0)));
  let first = 0;
  for (const { at, levels } of columns) {
    const cells = doublesOf(features.columns[at]);
    for (let u = 0; u + 1 < interactions.start.length; u++) {
      if (Number.isNaN(cells[u])) continue;
      const segment = first + cells[u];
      for (let e = interactions.start[u]; e < interactions.start[u + 1]; e++) {
        taken[segment * items + interactions.item[e]] += weights[e];
        total[segment] += weights[e];
      }
    }
    first += levels;
  }
  return { columns, taken, known, total, prior: (PRIOR_EVENTS * weights.reduce((sum, one) => sum + one, 0)) / events };
}

/**
 * What users like one take, on the scale of what all take: the mean over the user's segments of (weight in the segment + prior × share of all) / (all weight of the segment + prior),
 * times all weight; an item that came later counts its `strength`. `undefined` where no segment of the user is known.
 */
export function strengthFor(
  { columns, taken, known, total, prior }: Segments,
  strength: Float64Array,
  row: Float64Array,
): Float64Array | undefined {
  const own: number[] = [];
  let first = 0;
  for (const { at, levels } of columns) {
    if (row[at] >= 0 && row[at] < levels) own.push(first + row[at]);
    first += levels;
  }
  const items = known.length;
  const all = known.reduce((sum, is, item) => sum + is * strength[item], 0);
  if (own.length === 0 || all === 0) return undefined;
  return strength.map((one, item) => {
    if (known[item] !== 1) return one;
    let sum = 0;
    for (const segment of own) sum += (all * taken[segment * items + item] + prior * one) / (total[segment] + prior);
    return sum / own.length;
  });
}

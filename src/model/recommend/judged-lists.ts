import { LIST_LENGTHS, rankingMetricsAt } from '../../evaluate/index.js';
import type { JudgedLists, SegmentLists } from '../../recommend/index.js';
import type { ArtifactArrays } from '../artifact/index.js';

/** Lists by which a version was judged, with what there was to find, as arrays of its holdout: users, the metric's value of each, and items by their places. */
export function judgedArrays({ users, lists, taken, values }: JudgedLists, metric: string): ArtifactArrays {
  return { user: users, value: values[metric], ...ragged('list', lists), ...ragged('taken', taken) };
}

function ragged(name: string, rows: readonly Int32Array[]): ArtifactArrays {
  const end = new Int32Array(rows.length);
  let size = 0;
  rows.forEach((row, i) => (end[i] = size += row.length));
  const all = new Int32Array(size);
  rows.forEach((row, i) => all.set(row, end[i] - row.length));
  return { [name]: all, [`${name} end`]: end };
}

/** The same again, with all metrics of the usual lengths; undefined where a version kept none, or what was kept is no such thing. */
export function judgedListsIn(holdout: ArtifactArrays | undefined): SegmentLists | undefined {
  const users = holdout?.['user'];
  if (!(users instanceof Int32Array)) return undefined;
  const [lists, taken] = [rowsIn(holdout!, 'list', users.length), rowsIn(holdout!, 'taken', users.length)];
  if (!lists || !taken) return undefined;
  const sought = taken.map((items) => new Set(items));
  const hits = lists.map((list, n) => Uint8Array.from(list, (item) => (sought[n].has(item) ? 1 : 0)));
  const values = rankingMetricsAt(LIST_LENGTHS).map(({ name, metric, k }) => [
    name,
    Float64Array.from(hits, (own, n) => metric.of(own, taken[n].length, k)),
  ]);
  return { users, lists, taken, values: Object.fromEntries(values) as SegmentLists['values'] };
}

function rowsIn(holdout: ArtifactArrays, name: string, rows: number): readonly Int32Array[] | undefined {
  const [all, end] = [holdout[name], holdout[`${name} end`]];
  if (!(all instanceof Int32Array) || !(end instanceof Int32Array) || end.length !== rows) return undefined;
  if (end.some((at, i) => at < (i === 0 ? 0 : end[i - 1])) || (rows > 0 ? end[rows - 1] : 0) !== all.length) return undefined;
  return Array.from(end, (at, i) => all.subarray(i === 0 ? 0 : end[i - 1], at));
}

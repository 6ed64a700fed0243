import { sliceBits } from '../../holdout.js';
import type { ModelContent } from '../../content.js';
import type { ComparedRows } from '../compared-rows.js';
import type { Evidence } from '../evidence.js';
import type { PairedRows } from '../paired-gain.js';
import type { Calls } from './calls.js';

/** Paired rows of two versions: `own` are the answers of b, `other` those of a. */
export interface PairedDiff extends ComparedRows {
  /** The version in whose holdout `rows.at` points. */
  readonly holder: Evidence;
}

/** Rows whose answer went from one to another. */
export interface Move {
  /** What a said and what b says: labels, or what is done where a payoff is declared. */
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  /** Of these, where b is right, and where a was. */
  readonly right: number;
  readonly wasRight: number;
}

/** A part of the rows, and how many of its answers changed. */
export interface PartMoves {
  readonly name: string;
  readonly rows: number;
  readonly changed: number;
  /** Of its rows. */
  readonly share: number;
}

/** Whose answer is another one. */
export interface AnswerChanges {
  readonly rows: number;
  readonly changed: number;
  /** The commonest first. */
  readonly moves: readonly Move[];
  /** The declared slices, where the changes are densest first; absent without slices. */
  readonly parts?: readonly PartMoves[];
}

/** How far numbers moved. */
export interface ValueChanges {
  readonly rows: number;
  /** Mean and 95th percentile of the absolute difference of the two answers. */
  readonly mean: number;
  readonly p95: number;
  /** Rows where b is nearer to the truth, and where a is. */
  readonly nearer: number;
  readonly further: number;
}

const MOST_MOVES = 12;
const NOT_ACTING = 'nothing';

/** Which decisions, or calls, differ between two versions. */
export function answerChanges(a: Evidence, b: Evidence, { rows, holder }: PairedDiff, { was, is }: Calls): AnswerChanges {
  const changed = Int32Array.from(was.keys()).filter((i) => was[i] !== is[i]);
  const byPair = Map.groupBy(changed, (i) => was[i] * 65_536 + is[i]);
  const moves = [...byPair.values()].map((places): Move => {
    const [from, to] = [was[places[0]], is[places[0]]];
    const count = (call: number): number => places.filter((i) => rows.y[i] === call).length;
    return { from: nameOf(a.content, from), to: nameOf(b.content, to), rows: places.length, right: count(to), wasRight: count(from) };
  });
  const parts = partsOf(holder, rows, changed);
  const sorted = moves.toSorted((one, other) => other.rows - one.rows || (one.from + one.to < other.from + other.to ? -1 : 1));
  return { rows: was.length, changed: changed.length, moves: sorted.slice(0, MOST_MOVES), ...(parts ? { parts } : {}) };
}

const nameOf = ({ labels, decide }: ModelContent, call: number): string => (decide ? (call === 1 ? decide.act : NOT_ACTING) : labels[call]);

function partsOf({ record, holdout }: Evidence, { at }: PairedRows, changed: Int32Array): readonly PartMoves[] | undefined {
  const bits = holdout?.slices;
  if (!bits || !record.watch) return undefined;
  const parts = sliceBits(record.watch.slices).map((name, k) => {
    const isIn = (i: number): boolean => (bits[at[i]] & (1 << k)) !== 0;
    const rows = at.keys().filter(isIn).toArray().length;
    const moved = changed.filter(isIn).length;
    return { name, rows, changed: moved, share: rows === 0 ? 0 : moved / rows };
  });
  return parts.filter(({ rows }) => rows > 0).toSorted((one, other) => other.share - one.share);
}

/** How far the answers of two regressions are apart, and which is nearer to the truth. */
export function valueChanges({ rows: { y, own, other } }: ComparedRows): ValueChanges {
  const moved = own.map((value, i) => Math.abs(value - other[i])).toSorted();
  const errors = y.map((truth, i) => Math.abs(other[i] - truth) - Math.abs(own[i] - truth));
  const mean = moved.reduce((sum, value) => sum + value, 0) / (moved.length || 1);
  return {
    rows: y.length,
    mean,
    p95: moved[Math.min(moved.length - 1, Math.floor(0.95 * moved.length))] ?? 0,
    nearer: errors.filter((gained) => gained > 0).length,
    further: errors.filter((gained) => gained < 0).length,
  };
}

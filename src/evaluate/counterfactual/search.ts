import type { Steps } from '../../core/index.js';
import { beam } from './beam.js';
import type { Changeable } from './changeable.js';
import { diverse } from './diverse.js';
import { proberOf, type Candidate, type ProbeInput } from './prober.js';
import { refine } from './refine.js';

/** Of which row, towards what, and how far a search of counterfactuals goes. */
export interface CounterfactualSearch extends ProbeInput {
  /** Answers wanted. */
  readonly most: number;
  /** Columns that one answer may change. */
  readonly mostChanges: number;
}

/** What the search found. */
export interface CounterfactualsFound {
  /** Cheapest first; no answer's columns are all among those of another. None where nothing that was looked at reaches the aim. */
  readonly found: readonly Candidate[];
  /** The candidate nearest to the aim; `undefined` where nothing could be changed. */
  readonly nearest: Candidate | undefined;
  /** Rows that the model was asked about. */
  readonly evaluated: number;
}

/** Sets of columns whose cheapest answer is made cheaper, per answer wanted. */
const REFINED = 5;

/**
 * The cheapest changes of one row that lead the model to another answer (S. Wachter, B. Mittelstadt and C. Russell, 2018), over values that other
 * rows have: few columns, at the least cost, and different columns in different answers (R. K. Mothilal, A. Sharma and C. Tan, 2020). A search by
 * beam over coarse values, and a descent along single columns and pairs over all of them; any model, nothing but its answers. Deterministic. The
 * cheapest answer is close to the cheapest there is, not proven to be it. In steps, for a row takes a moment.
 */
export function* searchCounterfactuals(input: CounterfactualSearch): Steps<CounterfactualsFound> {
  const { columns, most, mostChanges, evaluations } = input;
  const prober = proberOf(input);
  yield* beam(prober, columns, mostChanges, most);
  for (const one of prober.reached().slice(0, REFINED * most)) yield* refine(prober, columns, one);
  return { found: diverse(prober.reached(), most), nearest: prober.nearest(), evaluated: evaluations - prober.left() };
}

/** The values of a candidate's changed columns. */
export function changesOf(
  columns: readonly Changeable[],
  { picks }: Candidate,
): readonly { column: string; from: Changeable['from']; to: Changeable['from'] }[] {
  return columns.flatMap(({ column, from, values }, j) => (picks[j] < 0 ? [] : [{ column, from, to: values[picks[j]] }]));
}

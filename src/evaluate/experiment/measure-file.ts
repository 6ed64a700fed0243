import { readColumns } from '../../data/index.js';
import { adjustBefore } from './before.js';
import { outcomeColumn } from './file-numbers.js';
import { momentsOf } from './moments.js';
import type { Measured } from './sample-size.js';

/** What a file of rows from before a trial says of the outcome to plan for. */
export interface MeasuredFile {
  readonly rows: number;
  readonly outcome: string;
  readonly measured: Measured;
  /** The share of the variance that the columns from before explain. 0 without any. */
  readonly explained: number;
}

/**
 * Mean, spread and what is known before, from past rows: what {@link planExperiment} asks for. Throws as {@link analyseFile} does.
 *
 * ```ts
 * const { measured, explained } = await measureFile('last-month.csv', { outcome: 'revenue', before: ['revenue_before'] });
 * planExperiment({ measured, explained, effect: 0.5 });
 * ```
 */
export async function measureFile(
  path: string,
  wish: { readonly outcome: string; readonly before?: readonly string[]; readonly positive?: string; readonly signal?: AbortSignal },
): Promise<MeasuredFile> {
  const { before = [], outcome, positive, signal } = wish;
  const wishes = Object.fromEntries(
    [outcome, ...before].map((column, i) => [`c${i}`, { column, as: 'known', option: i === 0 ? '--outcome' : '--before' } as const]),
  );
  const { columns } = await readColumns(path, wishes, signal ? { signal } : {});
  const read = outcomeColumn(columns['c0'], '--outcome', positive);
  const known = Int32Array.from(read.values.keys()).filter((row) => !Number.isNaN(read.values[row]));
  const take = (values: Float64Array): Float64Array => Float64Array.from(known, (row) => values[row]);
  const values = take(read.values);
  const { rows, mean, variance } = momentsOf(values);
  const priors = before.map((_, b) => take(outcomeColumn(columns[`c${b + 1}`], '--before', positive).values));
  return {
    rows,
    outcome: read.name,
    measured: read.kind === 'rate' ? { kind: 'rate', baseline: mean } : { kind: 'mean', baseline: mean, deviation: Math.sqrt(variance) },
    explained: before.length === 0 ? 0 : adjustBefore({ arm: new Int32Array(rows), arms: 1, values }, priors).varianceReduction,
  };
}

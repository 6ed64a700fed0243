import { didYouMean, mwError, type Json } from '../../core/index.js';
import { metricNamed } from '../../evaluate/index.js';
import { listStudies, modelNames, trialsFrom, type Store, type StudyRow, type Tx } from '../../store/index.js';
import { bestOf, type TrialState } from '../../tune/index.js';
import type { RunOptions } from '../run.js';
import { frontOf } from '../tune/objectives.js';
import { trialOf } from '../tune/trial-end.js';

/** One trial of a study. */
export interface ListedTrial {
  /** Counted from 0. */
  readonly number: number;
  readonly state: TrialState | 'running';
  /** What it tried, by the names of the search space. */
  readonly settings: Readonly<Record<string, Json>>;
  /** Cross-validated; null where it did not run to its end. */
  readonly metric: number | null;
  readonly standardError: number | null;
  /** Microseconds for a row, bytes: what was asked to be low beside the metric; absent where nothing was, or it did not run to its end. */
  readonly objectives?: Readonly<Record<string, number>>;
  /** No other trial is as good in every objective and better in one. */
  readonly front?: true;
  readonly seconds: number | null;
  /** Why it failed; else null. */
  readonly reason: string | null;
}

/** A search and what it tried. */
export interface ListedStudy {
  readonly id: string;
  readonly model: string;
  readonly createdAt: string;
  readonly sampler: string;
  readonly pruner: string | null;
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly trials: readonly ListedTrial[];
}

/**
 * The newest study, of one model or of all, or the one whose id begins with `study`, with all its trials by number: also those that were given up or failed.
 * Throws `MW_TUNE_NO_STUDY`, or `MW_MODEL_UNKNOWN` for a model that has neither studies nor versions.
 */
export async function listTrials(run: RunOptions, only: { readonly model?: string; readonly study?: string } = {}): Promise<ListedStudy> {
  const { store } = run.workspace;
  const study = await studyIn(store, only);
  const rows = await store.read((tx) => trialsFrom(tx, study.id, 0));
  const { metric, sampler, pruner, objectives = [] } = factsOf(study);
  const front = objectives.length > 0 ? frontOf(bestOf(rows.flatMap((row) => trialOf(row) ?? []))) : new Set<number>();
  const { better } = metricNamed(metric);
  const sign = better === 'higher' ? -1 : 1;
  return {
    id: study.id,
    model: study.model,
    createdAt: new Date(study.createdAt).toISOString(),
    sampler,
    pruner,
    metric,
    better,
    trials: rows.map((row): ListedTrial => {
      const trial = trialOf(row);
      const settings = row.point as Readonly<Record<string, Json>>;
      const nothing = { metric: null, standardError: null, seconds: null, reason: null };
      if (!trial) return { number: row.number, state: 'running', settings, ...nothing };
      const { state, losses, standardError, seconds, reason } = trial;
      const value = state === 'finished' && losses ? sign * losses[0] : null;
      return {
        number: row.number,
        state,
        settings,
        metric: value,
        standardError: value === null ? null : (standardError ?? null),
        ...(value !== null && objectives.length > 0
          ? { objectives: Object.fromEntries(objectives.map((name, o) => [name, losses![o + 1]])) }
          : {}),
        ...(front.has(row.number) ? { front: true } : {}),
        seconds,
        reason: reason ?? null,
      };
    }),
  };
}

async function studyIn(store: Store, only: { readonly model?: string; readonly study?: string }): Promise<StudyRow> {
  const of = only.model === undefined ? {} : { model: only.model };
  const idFrom = only.study?.toLowerCase();
  if (idFrom !== '') {
    const [study] = await store.read((tx) => listStudies(tx, { ...of, ...(idFrom === undefined ? {} : { idFrom }), limit: 1 }));
    if (study) return study;
  }
  if (only.model !== undefined) await store.read((tx) => requireKnown(tx, only.model!));
  throw mwError('MW_TUNE_NO_STUDY', { model: only.model ?? null, study: only.study ?? null });
}

async function requireKnown(tx: Tx, model: string): Promise<void> {
  const known = await modelNames(tx);
  if (known.includes(model) || (await listStudies(tx, { model, limit: 1 })).length > 0) return;
  throw mwError('MW_MODEL_UNKNOWN', { model, hint: didYouMean(model, known), known }, { where: model });
}

const factsOf = ({
  settings,
}: StudyRow): {
  readonly metric: string;
  readonly sampler: string;
  readonly pruner: string | null;
  readonly objectives?: readonly string[];
} => settings as never;

import { hasTarget, type AnyTask } from '../../core/index.js';
import { durationMs } from '../../data/index.js';
import {
  evidenceFrom,
  openAnyModel,
  sketchOfVersion,
  withTarget,
  type AnyRecord,
  type Model,
  type Promoted,
  type RegisteredModel,
  type RetrainRules,
  type RunOptions,
  type Trained,
} from '../../model/index.js';
import { aliasVersion, failpoint } from '../../store/index.js';
import { beginAttempt, spent } from './attempts.js';
import type { Trigger } from './due.js';
import { doubtsOf } from './guard/checks.js';
import type { Side } from './guard/common-checks.js';
import { comparisonOf } from './guard/compare.js';
import { rowsDoubtsOf } from './guard/rows-checks.js';
import { trustedWindow } from './guard/trusted.js';
import { alone } from './alone.js';
import { replaceChampion } from './replace.js';
import { trainProcess, type TrainOrder } from './train-process.js';

/** How one retraining runs. */
export interface RetrainOptions {
  /** Why; empty when a person asked. */
  readonly triggered: readonly Trigger[];
  /** The variables from which the training process gets those that are allowed. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How it trains. Default: {@link trainProcess}. */
  readonly train?: (order: TrainOrder) => Promise<Trained>;
}

/** What a retraining answers: the training, and what became of it. */
export interface Retrained extends Trained {
  readonly promote: Promoted;
  readonly triggered?: readonly Trigger[];
}

const TIME_LIMIT = '1h';
const MEMORY_MB = 2048;

/**
 * Trains a model again and lets the new version replace the champion, if everything speaks for it:
 * 1. the same `train` in a separate process with limits; it registers a version and scores its holdout with the champion;
 * 2. the new data and the new version beside the champion: rows, labels, skill, leaks (`doubtsOf`), on the holdout and on the newest served
 *    rows with outcomes, where there are a hundred; what contradicts the champion must be confirmed by served outcomes;
 * 3. the gate of `promote`; 4. at most so many promotions a day.
 * Refused at any step, the champion stays, and the reasons are in the audit log; a person may still `promote --force`. One retraining of a model
 * at a time, over all processes: otherwise `MW_MONITOR_RETRAIN_BUSY`. A process that is killed on the way leaves the champion as it was, or the
 * new one wholly promoted.
 *
 * Without a target no outcome can confirm anything: 2. looks at rows, columns and how far fits agree; the gate compares silhouettes of the new holdout, or
 * asks that the scores rank it as the champion's do.
 */
export function retrainModel(model: Model, run: RunOptions, options: RetrainOptions): Promise<Retrained> {
  return alone(model.name, run, async () => {
    await beginAttempt(run.workspace.store, model.name, run.clock());
    failpoint('retrain.begun');
    const trained = await (options.train ?? trainProcess)(orderOf(model, run, options));
    failpoint('retrain.trained');
    const { version } = trained;
    const { triggered } = options;
    const from = (await run.workspace.store.read((tx) => aliasVersion(tx, model.name, 'champion'))) ?? null;
    const doubts = await doubtsAbout(trained, from, model.monitor?.retrain ?? {}, run);
    const promote = await replaceChampion({ model: model.name, version, from, doubts, triggered }, run);
    failpoint('retrain.decided');
    return { ...trained, promote, ...(triggered.length > 0 ? { triggered } : {}) };
  });
}

function orderOf(model: Model, run: RunOptions, { env }: RetrainOptions): TrainOrder {
  const { timeLimit = TIME_LIMIT, memoryMb = MEMORY_MB, env: allow = [] } = model.monitor?.retrain ?? {};
  return {
    model: model.name,
    root: run.workspace.root,
    memoryMb,
    limitMs: durationMs(timeLimit),
    env,
    allow,
    signal: run.signal,
    say: run.say,
  };
}

async function doubtsAbout(trained: Trained, from: number | null, rules: RetrainRules, run: RunOptions): Promise<readonly string[]> {
  const { model, version } = trained;
  if (from === null)
    return [
      `${model} has no champion to be compared with: the first one is promoted by a person, \`millwright promote ${model}@${version} champion\`.`,
    ];
  const [champion, challenger] = await Promise.all([from, version].map((number) => openAnyModel(`${model}@${number}`, run)));
  const doubts =
    hasTarget(champion.content.task) && hasTarget(challenger.content.task)
      ? await targetDoubts(withTarget(champion, 'retrain'), withTarget(challenger, 'retrain'), run)
      : await rowsDoubts(champion, challenger, run);
  return [...doubts, ...(await spent(model, rules, run))];
}

async function targetDoubts(champion: RegisteredModel, challenger: RegisteredModel, run: RunOptions): Promise<readonly string[]> {
  const trusted = await trustedWindow(run.workspace.store, champion, challenger, run.clock());
  const [before, after] = await Promise.all([champion, challenger].map((open) => evidenceFrom(open, run)));
  return doubtsOf(await comparisonOf(before, after, trusted, run));
}

async function rowsDoubts(
  champion: RegisteredModel<AnyTask>,
  challenger: RegisteredModel<AnyTask>,
  run: RunOptions,
): Promise<readonly string[]> {
  const sketches = await Promise.all([champion, challenger].map(({ registered }) => sketchOfVersion(registered, run)));
  return rowsDoubtsOf({
    champion: sideOf(champion),
    challenger: sideOf(challenger),
    sketches: { champion: sketches[0], challenger: sketches[1] },
  });
}

const sideOf = ({ registered, content, record }: RegisteredModel<AnyTask>): Side => ({
  name: `${registered.model}@${registered.version}`,
  version: registered,
  content,
  record: record as AnyRecord,
});

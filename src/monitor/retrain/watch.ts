import { setTimeout as sleep } from 'node:timers/promises';
import { MillwrightError } from '../../core/index.js';
import {
  countLabelled,
  openRecommender,
  type AnyModel,
  type Model,
  type ModelRecord,
  type RecommendRecord,
  type RunOptions,
} from '../../model/index.js';
import { aliasVersion } from '../../store/index.js';
import { deliverNotices } from '../alerts/deliver.js';
import type { Outside } from '../alerts/channels/surroundings.js';
import type { Watched } from '../alerts/watched.js';
import { countDeeds } from '../lists/deeds.js';
import { mayRetrain, retrainDue, type RowCounts, type Trigger } from './due.js';
import { takeLease, type Held } from './lease.js';
import { lookAt } from './look.js';
import { retrainState } from './attempts.js';
import { retrainRecommender } from './recommender.js';
import { retrainModel, type Retrained, type RetrainOptions } from './retrain.js';

/** How models are watched. */
export interface WatchOptions {
  /** The definitions to watch; those without a champion are passed over. */
  readonly models: readonly AnyModel[];
  /** What is known of a model's champion now, with its alerts evaluated. Default: {@link lookAt}. */
  readonly look?: (model: AnyModel, run: RunOptions) => Promise<Watched | null>;
  readonly run: RunOptions;
  readonly outside: Pick<Outside, 'env' | 'resolve'>;
  /** Milliseconds between two rounds. Default 15 minutes. */
  readonly everyMs?: number;
  readonly train?: RetrainOptions['train'];
}

const EVERY_MS = 15 * 60_000;

/**
 * Watches until the run's signal is aborted: every round looks at each model, opens and ends alerts, sends their notices, and trains again what
 * is due. Of several processes on one store one does it; when that one ends, another takes over in its next round. An error of one model is told
 * and does not end the watch.
 */
export async function watchModels(options: WatchOptions): Promise<void> {
  const { run, everyMs = EVERY_MS } = options;
  let lease: Held | undefined;
  try {
    while (!run.signal.aborted) {
      lease = await keptLease(options, lease, everyMs).catch((error: unknown) => void run.say(wordsOf(error)));
      if (lease) await watchRound(options);
      await sleep(everyMs, undefined, { signal: run.signal }).catch(() => {});
    }
  } finally {
    await lease?.release().catch(() => {});
  }
}

async function keptLease({ run }: WatchOptions, lease: Held | undefined, everyMs: number): Promise<Held | undefined> {
  if (lease && (await lease.renew())) return lease;
  const taken = await takeLease(run.workspace.store, 'watch', 3 * everyMs, run.clock);
  return 'heldBy' in taken ? undefined : taken;
}

/** One round, when no other process watches; `false` when one does. */
export async function watchOnce(options: WatchOptions): Promise<boolean> {
  const lease = await keptLease(options, undefined, options.everyMs ?? EVERY_MS);
  if (!lease) return false;
  try {
    await watchRound(options);
    return true;
  } finally {
    await lease.release().catch(() => {});
  }
}

/** One round over all models. */
export async function watchRound(options: WatchOptions): Promise<void> {
  for (const model of options.models) {
    if (options.run.signal.aborted) return;
    await watchModel(model, options).catch((error: unknown) => options.run.say(`${model.name}: ${wordsOf(error)}`));
  }
}

async function watchModel(model: AnyModel, options: WatchOptions): Promise<void> {
  const { run, outside, look = lookAt } = options;
  const { workspace, clock, signal, say } = run;
  if ((await workspace.store.read((tx) => aliasVersion(tx, model.name, 'champion'))) === undefined) return;
  const watched = await look(model, run);
  await deliverNotices(workspace.store, model.name, model.monitor?.notify ?? [], { ...outside, clock, signal, say });
  const triggered = await dueNow(model, watched, run);
  if (triggered.length === 0) return;
  say(`${model.name} is trained again: ${triggered.map(({ text }) => text).join(' ')}`);
  const { promote } = await again(model, triggered, options);
  say(`${model.name}@${promote.to} ${promote.moved ? 'is champion now' : 'does not become champion'}: ${promote.gate.reasons.join(' ')}`);
}

const again = (
  model: AnyModel,
  triggered: readonly Trigger[],
  { run, outside, train }: WatchOptions,
): Promise<Pick<Retrained, 'promote'>> =>
  model.kind === 'millwright-recommender'
    ? retrainRecommender(model, run, triggered)
    : retrainModel(model, run, { triggered, env: outside.env, ...(train ? { train } : {}) });

/** Why a model is due now. The source's rows are counted only where a rule asks for them and nothing else is due. */
export async function dueNow(model: AnyModel, watched: Watched | null, run: RunOptions): Promise<readonly Trigger[]> {
  const rules = model.monitor?.retrain;
  if (!rules) return [];
  const now = run.clock();
  const state = await retrainState(run.workspace.store, model.name, now);
  if (!mayRetrain(state, rules, now)) return [];
  const due = retrainDue(watched, null, state, rules, now);
  if (due.length > 0 || rules.newRows === undefined) return due;
  const counts = model.kind === 'millwright-recommender' ? await eventCounts(model, watched, run) : await rowCounts(model, run);
  return retrainDue(watched, counts, state, rules, now);
}

/** The champion, and the newest version: a refused attempt is not made again for the same rows. */
async function championAndNewest(model: AnyModel, { workspace: { registry } }: RunOptions) {
  return [await registry.resolve(`${model.name}@champion`), (await registry.versions(model.name)).at(-1)!] as const;
}

/** Events that came after those that the champion learned from, and those of them that came before the newest version's last. */
async function eventCounts(model: AnyModel, watched: Watched | null, run: RunOptions): Promise<RowCounts> {
  const now = watched?.figures.newEvents ?? 0;
  const [champion, { version, record }] = await championAndNewest(model, run);
  if (version === champion.version) return { learned: 0, now, called: 'event' };
  const open = await openRecommender(`${model.name}@${champion.version}`, run);
  const since = { after: Date.parse((record as unknown as RecommendRecord).period.to), to: run.clock() + 1 };
  const left = await countDeeds(run.workspace.store, open, since, run.signal);
  return { learned: Math.max(0, now - left), now, called: 'event' };
}

async function rowCounts(model: Model, run: RunOptions): Promise<RowCounts> {
  const learned = (await championAndNewest(model, run)).map(({ record }) => (record as unknown as ModelRecord).lineage.fits.refit);
  return {
    learned: Math.max(...learned),
    now: await countLabelled(model, run),
    ...(model.problem.target === null ? { called: 'row' } : {}),
  };
}

const wordsOf = (error: unknown): string =>
  error instanceof MillwrightError
    ? `${error.code} ${error.message.replace(/\.$/, '')}. ${error.fix}`
    : `unexpected: ${String((error as Error)?.message ?? error)}`;

import { setTimeout as sleep } from 'node:timers/promises';
import { parseRef, type ModelRef, type RunOptions } from '../../model/index.js';
import { modelPointers, type ModelPointers } from '../../store/index.js';
import type { Observation } from '../observe/index.js';
import { mwError } from '../../core/index.js';
import type { Live, LiveAny, LiveModel } from './live.js';
import { newsTeller, type LateEventsOf } from './news.js';
import { openVersions, type OpenVersions } from './versions.js';

/** A registry that does not answer for so long is away; a server that is gone is waited for only as long as a connection takes to be made anew. */
const AWAY_MS = 400;
const LOST_MS = 50;

/** How a server follows the registry. */
export interface FollowOptions {
  readonly run: RunOptions;
  /** How often to look at the registry. Default 400. */
  readonly pollMs?: number;
  /** Versions that stay open at a time, beside those that serve. Default 16. */
  readonly most?: number;
  /** Told of versions that begin to serve and of those that cannot. */
  readonly observe: Observation;
  /** What is done of late with items that training knew no events of. Absent: nothing is known of it. */
  readonly lateEvents?: LateEventsOf;
}

/**
 * Follows the registry from now on: opens what serves, and lets an alias that any process moved take effect. A new version is opened beside
 * the one that serves and put in its place when it answers its golden rows; one that cannot be opened changes nothing.
 */
export async function followRegistry(options: FollowOptions): Promise<Live> {
  const { run, pollMs = 400, most = 16 } = options;
  const state: State = { models: new Map(), lookedAt: 0, reachable: false };
  const isServing = (model: string, version: number): boolean => state.models.get(model)?.serving?.version === version;
  const versions = openVersions(run, most, isServing);
  const tellNews = newsTeller(versions, run, options.lateEvents);
  const look = coalesced(() => lookAgain(state, versions, options));
  const hear = coalesced(() => hearNews(state, versions, tellNews));
  await look();
  const stopped = new AbortController();
  const polling = [look, hear].map((work) => poll(work, pollMs, stopped.signal));
  return {
    find: (ref) => ofKind('rows', find(state, versions, ref, look, run)),
    findRecommender: (ref) => ofKind('lists', find(state, versions, ref, look, run)),
    rulesOf: (ref) => {
      const rules = state.models.get(ref)?.rules;
      return rules && (rules.ab ?? rules.canary ?? rules.shadow) ? rules : undefined;
    },
    aliasesOf: (model) => state.models.get(model)?.aliases ?? {},
    models: () => [...state.models.values()],
    refresh: look,
    refreshItems: hear,
    registry: () => ({ reachable: state.reachable, lookedAt: state.lookedAt }),
    [Symbol.asyncDispose]: async () => {
      stopped.abort();
      await Promise.all(polling);
    },
  };
}

/** What is known now; `models` is replaced as a whole, so that a request sees one moment. */
interface State {
  models: ReadonlyMap<string, LiveModel>;
  lookedAt: number;
  reachable: boolean;
}

async function poll(work: () => Promise<void>, pollMs: number, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    await sleep(pollMs, undefined, { signal: stopped, ref: false }).catch(() => {});
    if (!stopped.aborted) await work();
  }
}

/** One run at a time: who asks while one is under way waits for the next one, which begins after the asking. */
function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running = work().finally(() => (running = undefined));
    return running;
  };
  return () => {
    if (!running) return run();
    next ??= running.then(() => {
      next = undefined;
      return run();
    });
    return next;
  };
}

async function lookAgain(state: State, versions: OpenVersions, { run, observe }: FollowOptions): Promise<void> {
  const away = (): void => {
    if (state.reachable) observe.log.warn('the registry does not answer; what serves goes on serving');
    state.reachable = false;
  };
  const late = setTimeout(away, AWAY_MS);
  let pointers: readonly ModelPointers[];
  try {
    pointers = await run.workspace.store.read(modelPointers, { lostMs: LOST_MS });
  } catch {
    return away();
  } finally {
    clearTimeout(late);
  }
  const before = state.models;
  const models = await Promise.all(pointers.map((one) => followed(one, before.get(one.model), versions, observe)));
  state.models = withNewest(models, versions);
  state.lookedAt = run.clock();
  state.reachable = true;
}

/** Lets versions know what is reported of items. Telling many takes seconds, for which no look at the registry waits. */
async function hearNews(state: State, versions: OpenVersions, tellNews: () => Promise<void>): Promise<void> {
  if (!state.reachable) return;
  // What fails while the registry answers is made up for by the next time.
  await tellNews().catch(() => {});
  state.models = withNewest(state.models.values(), versions);
}

/** By name, with what was put in the place of what serves meanwhile. */
const withNewest = (models: Iterable<LiveModel>, versions: OpenVersions): State['models'] =>
  new Map(Array.from(models, (one) => [one.model, one.serving ? { ...one, serving: versions.newest(one.serving) } : one]));

/** What a plain name should lead to: the champion, else the newest version. */
const dueVersion = ({ aliases, versions }: ModelPointers): number => aliases['champion'] ?? versions.at(-1)!;

async function followed(
  pointers: ModelPointers,
  before: LiveModel | undefined,
  versions: OpenVersions,
  observe: Observation,
): Promise<LiveModel> {
  const due = dueVersion(pointers);
  if (before?.serving?.version === due) return { ...pointers, serving: before.serving, broken: undefined };
  try {
    const serving = await versions.open(pointers.model, due);
    observe.swapped(pointers.model, before?.serving?.version, due);
    return { ...pointers, serving, broken: undefined };
  } catch {
    const why = versions.broken(pointers.model, due)!;
    if (before?.broken?.version !== due) observe.log.error('a version cannot be opened', { model: pointers.model, version: due, ...why });
    return { ...pointers, serving: before?.serving, broken: { version: due, code: why.code, message: why.message } };
  }
}

/** The version that a reference means in this moment; `undefined` when nothing of that name is known. */
function meant(state: State, ref: ModelRef): LiveAny | number | undefined {
  const model = state.models.get(ref.model);
  if (!model) return undefined;
  if (ref.kind === 'default') return model.serving ?? model.broken?.version;
  if (ref.kind === 'alias') return model.aliases[ref.alias];
  return model.versions.includes(ref.version) ? ref.version : undefined;
}

function find(state: State, versions: OpenVersions, text: string, look: () => Promise<void>, run: RunOptions): LiveAny | Promise<LiveAny> {
  const plain = state.models.get(text)?.serving;
  if (plain) return plain;
  const ref = parseRef(text);
  const now = meant(state, ref);
  if (typeof now === 'number') return versions.peek(ref.model, now) ?? versions.open(ref.model, now);
  return now ?? lookFor(state, versions, ref, look, run, text);
}

/** The version when it answers what is asked. */
function ofKind<K extends LiveAny['kind']>(kind: K, found: LiveAny | Promise<LiveAny>): LiveKind<K> | Promise<LiveKind<K>> {
  return found instanceof Promise ? found.then((one) => checkedKind(kind, one)) : checkedKind(kind, found);
}

type LiveKind<K extends LiveAny['kind']> = Extract<LiveAny, { readonly kind: K }>;

function checkedKind<K extends LiveAny['kind']>(kind: K, found: LiveAny): LiveKind<K> {
  if (found.kind !== kind) throw mwError('MW_SERVE_TASK', { model: `${found.model}@${found.version}`, asked: kind });
  return found as LiveKind<K>;
}

/** What is not known may be new: the registry is asked, and its error is the answer when it does not know either. */
async function lookFor(
  state: State,
  versions: OpenVersions,
  ref: ModelRef,
  look: () => Promise<void>,
  run: RunOptions,
  text: string,
): Promise<LiveAny> {
  await look();
  const now = meant(state, ref) ?? (await run.workspace.registry.resolve(text)).version;
  return typeof now === 'number' ? versions.open(ref.model, now) : now;
}

import { canonicalJson, mwError, takeRows, type Json } from '../../core/index.js';
import { openEngine, type Engine } from '../../data/index.js';
import { LIST_LENGTHS, meanInterval, rankingMetricNamed, type Interval, type RankingMetricAt } from '../../evaluate/index.js';
import type { Params } from '../../learn/index.js';
import {
  takeChances,
  type Interactions,
  type Recommender,
  type RecommenderEvaluation,
  type SplitInteractions,
} from '../../recommend/index.js';
import type { Artifact } from '../artifact/index.js';
import { engineOptions } from '../engine-options.js';
import { commitOf, machine } from '../train/lineage.js';
import { runToItsEnd } from '../train/run-to-its-end.js';
import type { RunOptions } from '../run.js';
import { artifactOf, type LearnedFrom } from './artifact-of.js';
import { judgingOf } from './choose.js';
import { compete, type Entrants } from './compete.js';
import { RECOMMEND, type RecommendContent, type RecommendEntry, type RecommendRecord } from './content.js';
import type { RecommenderModel } from './define.js';
import { fitPlain, methodOf, type Method } from './fit.js';
import { wrong } from './check-definition.js';
import { heldOut } from './held-out.js';
import { foundWords } from './found-words.js';
import { championSettings } from './incumbent.js';
import { itemMatrix } from './item-matrix.js';
import { peopleOf, withoutNames } from './people.js';
import { judgeServed, type Judgement } from './judge.js';
import { asServed, coldOnes } from './served.js';
import { servedHistory } from './served-history.js';
import { weighedAgain } from './weigh-blend.js';
import { someUsers, suppressedBy } from './learned-from.js';
import { readEvents, type ReadEvents } from './read-events.js';
import type { RecommendSearch, RecommendStudy } from './search.js';
import { readTable, type ReadItems } from './read-items.js';

/** Options of one training; what is absent comes from the definition. */
export interface RecommendTrainOptions extends RunOptions {
  /** One method instead of comparing several. */
  readonly learner?: string;
  /** Parameters of that method (without one: of the method that the definition names). */
  readonly params?: Params;
  readonly metric?: string;
  readonly seed?: number;
  /** Learn as if it were this moment, in milliseconds since 1970: later events are left out. What came of lists since then can tell how good the version is. */
  readonly until?: number;
  /** Search for the best method and settings: of the named method, else of several. */
  readonly tuning?: RecommendSearch;
  /** Ends a search, and the training goes on with the best that was found. */
  readonly stop?: AbortSignal;
  /** Told of every trial that ends, in one line. */
  readonly trialEnded?: (line: string) => void;
}

/** What a training answers: the registered version, and how good its lists are on events that no fit saw. */
export interface TrainedRecommender extends Pick<
  RecommendRecord,
  'metric' | 'metrics' | 'baseline' | 'evaluation' | 'leaderboard' | 'rows' | 'users' | 'items' | 'coverage' | 'notes' | 'study'
> {
  readonly model: string;
  readonly version: number;
  readonly digest: string;
  readonly task: typeof RECOMMEND;
  /** How many users find something on their lists, in one sentence. */
  readonly headline: string;
  readonly learner: string;
  readonly params: Params;
  readonly seconds: number;
}

/** Users by whom it is found how likely items are taken. */
const MOST_ASKED = 2000;

/**
 * Trains a recommender and registers it as a new version.
 *
 * 1. Reads, types and checks the events and the items; bad rows go to quarantine.
 * 2. Sets the newest fifth of every user's events apart (or as `split` says); nothing below but step 4 sees it.
 * 3. Compares methods and settings by the newest fifth of what is left, and finds how much more a user's newer events say.
 * 4. Fits the winner on all that came before the holdout and judges its lists there, beside what most users take.
 * 5. Refits on all events with the same settings, a blend with weights found again by the holdout, and registers the artifact.
 *
 * The same data, seed and settings give the same digest, for any number of threads.
 */
export async function trainRecommender(model: RecommenderModel, options: RecommendTrainOptions): Promise<TrainedRecommender> {
  const startedMs = options.clock();
  const { metric } = planOf(model, options);
  return runToItsEnd({ name: model.name, seed: model.seed }, options, async (runId) => {
    await using engine = await openEngine(engineOptions(options));
    const artifact = await fitRecommender(engine, model, options, startedMs);
    options.progress('registering the version');
    const version = await options.workspace.registry.register(model.name, artifact, runId);
    const { content } = artifact;
    const record = artifact.record as unknown as RecommendRecord;
    return {
      model: version.model,
      version: version.version,
      digest: version.digest,
      task: RECOMMEND,
      headline: foundWords(record),
      learner: content.learner,
      params: content.params,
      metric: metric.name,
      metrics: record.metrics,
      baseline: record.baseline,
      evaluation: record.evaluation,
      leaderboard: record.leaderboard,
      ...(record.study ? { study: record.study } : {}),
      rows: record.rows,
      users: record.users,
      items: record.items,
      coverage: record.coverage,
      notes: record.notes,
      seconds: (options.clock() - startedMs) / 1000,
    };
  });
}

interface Plan extends Entrants {
  readonly metric: RankingMetricAt;
  readonly seed: number;
}

/** What is to be done, or why it cannot: before any data is read. */
function planOf(model: RecommenderModel, options: RecommendTrainOptions): Plan {
  const learner = options.learner ?? model.learner?.learner;
  if (learner === undefined && Object.keys(options.params ?? {}).length > 0)
    throw mwError('MW_MODEL_RECOMMENDER', {
      name: model.name,
      reason: 'parameters are given, and no method that they are of: several are compared',
      due: 'a learner, too: --learner ease --params \'{"l2": 300}\'',
    });
  const own = model.learner && model.learner.learner === learner ? model.learner.params : {};
  const given = { ...own, ...options.params };
  return {
    metric: rankingMetricNamed(options.metric ?? model.metric, LIST_LENGTHS),
    seed: options.seed ?? model.seed,
    named: learner === undefined ? undefined : methodOf(learner, given),
    given,
  };
}

/** One training, from the events to an artifact in memory. Nothing is registered. */
async function fitRecommender(
  engine: Engine,
  model: RecommenderModel,
  options: RecommendTrainOptions,
  startedMs: number,
): Promise<Artifact<RecommendContent>> {
  const plan = planOf(model, options);
  const items = await readTable(engine, model, 'item', options);
  const users = await readTable(engine, model, 'user', options);
  const read = await readEvents(engine, model, items, options);
  for (const note of [...read.notes, ...(items?.notes ?? []), ...(users?.notes ?? [])]) options.say(note);
  const from: LearnedFrom = { interactions: withTypes(read), types: read.types };
  const suppressed = suppressedBy(model, from.types);
  const holdout = heldOut(from.interactions, model.split);
  if (holdout.before.item.length === 0)
    throw wrong(model.name, 'all of its events happened at one moment, so that nothing comes before what it is judged by', "split: 'user'");
  const table = items?.tableFor(from.interactions.items);
  const strangers = users ? strangersOf(users.ids, from.interactions.users) : [];
  const everybody = [...from.interactions.users, ...strangers];
  const userTable = users && withoutNames(users.tableFor(everybody));
  const userFeatures = userTable && takeRows(itemMatrix(userTable, everybody.length), Int32Array.from(from.interactions.users.keys()));
  const people = userTable && peopleOf(userTable, everybody);
  const features = table && itemMatrix(table, from.interactions.items.length);
  const known = { ...(features ? { itemFeatures: features } : {}), ...(userFeatures ? { userFeatures } : {}) };
  const contest = { split: heldOut(holdout.before, model.split), suppressed, known, people, metric: plan.metric, seed: plan.seed };
  const repeat = model.repeat || from.types.length > 0;
  const competed = await compete(plan, judgingOf(contest), { all: from.interactions, repeat }, options);
  const [{ learner, params }] = competed.leaderboard;
  const chosen: Method = { learner, params };
  const plain = (interactions: Interactions, method: Method) => fitPlain({ interactions, ...known }, method, plan.seed, options);
  const fit = async (interactions: Interactions, method: Method): Promise<Recommender> =>
    asServed(await plain(interactions, method), method, coldOnes(interactions, table));
  const judgement = {
    split: holdout,
    suppressed,
    content: { lists: model.lists, value: model.items?.value ?? null },
    table,
    people,
    removed: items?.removedOf(from.interactions.items),
    seed: plan.seed,
  };
  options.progress(`judging ${learner} on what users did next`);
  const early = await plain(holdout.before, chosen);
  const before = asServed(early, chosen, coldOnes(holdout.before, table));
  const judged = await judgeServed(before, judgement, options);
  const takes =
    model.lists.rules.length > 0
      ? takeChances(before, someUsers(holdout, MOST_ASKED), { suppressed, knownOf: servedHistory(people) })
      : undefined;
  const again = competed.isWeighed ? await weighedAgain(chosen, early, judgingOf({ ...contest, split: holdout }), options) : undefined;
  const notes = [...competed.notes, ...(again ? [again.note] : [])];
  const incumbent = await compared(model, judgement, chosen, judged, fit, plan, options);
  options.progress(`refitting ${learner} on all events`);
  const fitted = await fit(from.interactions, again?.method ?? chosen);
  const record = await recordOf(model, { plan, read, items, from, holdout, ...competed, notes, judged, incumbent }, options, startedMs);
  return artifactOf({
    model,
    chosen,
    seed: plan.seed,
    from,
    fitted,
    table,
    people: userTable,
    strangers,
    record,
    judged: judged.lists,
    takes,
  });
}

/** Whom the table names and no event does: what it says of them is known when they come. */
function strangersOf(named: readonly string[], users: readonly string[]): readonly string[] {
  const known = new Set(users);
  return named.filter((user) => !known.has(user)).toSorted();
}

/** The interactions; without types where the data tells none apart. */
function withTypes({ prepared: { interactions }, types }: ReadEvents): Interactions {
  if (types.length > 0) return interactions;
  const { type: _, ...plain } = interactions;
  return plain;
}

/** How much better than the champion's settings on the same events: both learn from the same and are judged by the same. */
async function compared(
  model: RecommenderModel,
  judgement: Judgement,
  chosen: Method,
  judged: RecommenderEvaluation,
  fit: (interactions: Interactions, method: Method) => Promise<Recommender>,
  { metric, seed }: Plan,
  options: RunOptions,
): Promise<RecommendRecord['incumbent']> {
  const champion = await championSettings(model.name, options);
  if (!champion) return undefined;
  const isSame =
    champion.method.learner === chosen.learner && canonicalJson(champion.method.params as Json) === canonicalJson(chosen.params as Json);
  const other = isSame ? judged : await judgeServed(await fit(judgement.split.before, champion.method), judgement, options);
  const own = judged.lists.values[metric.name];
  const gain: Interval = meanInterval(
    own.map((value, u) => value - other.lists.values[metric.name][u]),
    { seed },
    [-1, 1],
  );
  return { name: champion.name, gain, other: other.evaluation.metrics[metric.name]?.value ?? 0 };
}

/** Everything that a record tells. */
interface Findings {
  readonly plan: Plan;
  readonly read: ReadEvents;
  readonly items: ReadItems | undefined;
  readonly from: LearnedFrom;
  readonly holdout: SplitInteractions;
  readonly leaderboard: readonly RecommendEntry[];
  readonly study: RecommendStudy | undefined;
  readonly notes: readonly string[];
  readonly judged: RecommenderEvaluation;
  readonly incumbent: RecommendRecord['incumbent'];
}

async function recordOf(model: RecommenderModel, found: Findings, options: RunOptions, startedMs: number): Promise<RecommendRecord> {
  const { plan, read, items, from, holdout, leaderboard, study, notes, incumbent } = found;
  const { evaluation } = found.judged;
  const { interactions } = from;
  const [train, held] = [holdout.before.item.length, holdout.after.item.length];
  return {
    metric: plan.metric.name,
    metrics: evaluation.metrics,
    baseline: Object.fromEntries(Object.entries(evaluation.baseline.popularity).map(([name, { value }]) => [name, value])),
    leaderboard,
    ...(study ? { study } : {}),
    rows: { train, holdout: held, quarantined: read.quarantined },
    users: { all: interactions.users.length, judged: evaluation.users.judged },
    items: { all: interactions.items.length },
    coverage: evaluation.beyond?.lists.coverage ?? 0,
    evaluation,
    notes: [
      ...read.notes,
      ...(items?.notes ?? []),
      ...notes,
      ...(evaluation.users.judged > 0 && !evaluation.beyond ? ['No list holds anything: the rules leave no item to recommend.'] : []),
    ],
    quality: {
      read: read.loaded.read,
      rules: read.loaded.rules.map(({ rule, level, failed }) => ({ rule, level, failed })),
      faults: read.loaded.faults.map(({ column, reason, count }) => ({ column, reason, count })),
    },
    live: read.live,
    period: { column: model.columns.time, ...spanOf(interactions) },
    ...(incumbent ? { incumbent } : {}),
    lineage: {
      data: items ? `${read.fingerprint} ${items.fingerprint}` : read.fingerprint,
      commit: await commitOf(options.workspace.root),
      seed: plan.seed,
      parent: incumbent?.name ?? null,
      trainedAt: new Date(options.clock()).toISOString(),
      ...machine(),
      fits: { train, holdout: held, refit: interactions.item.length },
    },
    seconds: (options.clock() - startedMs) / 1000,
  };
}

function spanOf({ time }: Interactions): { readonly from: string; readonly to: string } {
  const [from, to] = time.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [Infinity, -Infinity]);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

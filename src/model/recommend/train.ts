import { openEngine, type Engine } from '../../data/index.js';
import type { Params } from '../../learn/index.js';
import { takeChances, type Interactions, type Recommender } from '../../recommend/index.js';
import type { Artifact } from '../artifact/index.js';
import { engineOptions } from '../engine-options.js';
import { runToItsEnd } from '../train/run-to-its-end.js';
import { artifactOf } from './artifact-of.js';
import { wrong } from './check-definition.js';
import { judgingOf } from './choose.js';
import { compete } from './compete.js';
import { RECOMMEND, type RecommendContent, type RecommendRecord } from './content.js';
import type { RecommenderModel } from './define.js';
import { fitPlain, type Method } from './fit.js';
import { foundWords } from './found-words.js';
import { heldOut } from './held-out.js';
import { championSettings, comparedWith } from './incumbent.js';
import { judgeServed } from './judge.js';
import { someUsers, suppressedBy } from './learned-from.js';
import { readData } from './read-data.js';
import { recordOf } from './record-of.js';
import { asServed, coldOnes } from './served.js';
import { servedHistory } from './served-history.js';
import { planOf, type RecommendTrainOptions } from './training-plan.js';
import { weighedAgain } from './weigh-blend.js';

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

/** One training, from the events to an artifact in memory. Nothing is registered. */
async function fitRecommender(
  engine: Engine,
  model: RecommenderModel,
  options: RecommendTrainOptions,
  startedMs: number,
): Promise<Artifact<RecommendContent>> {
  const plan = planOf(model, options);
  const data = await readData(engine, model, options);
  for (const note of data.notes) options.say(note);
  const { from, table, people, known } = data;
  const suppressed = suppressedBy(model, from.types);
  const holdout = heldOut(from.interactions, model.split);
  if (holdout.before.item.length === 0)
    throw wrong(model.name, 'all of its events happened at one moment, so that nothing comes before what it is judged by', "split: 'user'");
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
    removed: data.items?.removedOf(from.interactions.items),
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
  const notes = [...data.notes, ...competed.notes, ...(again ? [again.note] : [])];
  const champion = await championSettings(model.name, options);
  const incumbent = champion && (await comparedWith(champion, judgement, chosen, judged, fit, plan, options));
  options.progress(`refitting ${learner} on all events`);
  const fitted = await fit(from.interactions, again?.method ?? chosen);
  const record = await recordOf(
    model,
    { ...data, ...competed, plan, holdout, notes, judged, incumbent, parent: champion?.name ?? null },
    options,
    startedMs,
  );
  return artifactOf({
    model,
    chosen,
    seed: plan.seed,
    from,
    fitted,
    table,
    people: data.userTable,
    strangers: data.strangers,
    record,
    judged: judged.lists,
    takes,
  });
}

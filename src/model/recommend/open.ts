import { inTurns, mwError, type Json, type Steps } from '../../core/index.js';
import { rowRulesFrom } from '../../data/index.js';
import type { IsotonicFit } from '../../evaluate/index.js';
import { historyOf, recommenderNamed, type Interactions, type Recommender, type RuleCosts } from '../../recommend/index.js';
import { readForgotten, type IsForgotten } from '../../store/index.js';
import { readArtifact, replayGolden, type Artifact } from '../artifact/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { PREFIX, STRANGERS, TAKES } from './artifact-of.js';
import { RECOMMEND, type RecommendContent, type RecommendRecord } from './content.js';
import { extendedBy, type Extended, type LateEvents } from './catalogue/extended.js';
import { catalogueWith, readCatalogue } from './catalogue/catalogue.js';
import { costsOfRules } from './costs-of-rules.js';
import { chancesFrom, type ChancesOfList, type ChancesWish } from './chances-from.js';
import { goneTogether, togetherIn } from './gone-together.js';
import { interactionsIn } from './interactions-in.js';
import { cellAt, itemColumnsFrom } from './item-columns.js';
import { knownHistories } from './known-histories.js';
import type { Opened } from './opened.js';
import { UNNAMED } from './own-events.js';
import type { OpenRecommender, RecommenderNews } from './open-recommender.js';
import { peopleOf, type People } from './people.js';
import { preparedLists } from './prepare-lists.js';
import { recommendFrom, titleOf } from './recommend-from.js';
import { asServed, coldOnesInSteps } from './served.js';
import { similarTo } from './similar-to.js';
import { unpackTexts } from './texts.js';
import { segmentNames, tellsSegments } from './user-segments.js';

/** An open recommender, and the version that it was opened from. */
export interface RegisteredRecommender extends OpenRecommender {
  readonly content: RecommendContent;
  readonly record: RecommendRecord;
  /** Every user whom training knew, ascending as text, without those who were erased since. Looks at each where anybody was. */
  readonly userIds: () => readonly string[];
  /** What people call an item: its title where it has one, else its id. */
  readonly titleOf: (item: string) => string;
  /** What each rule costs of what lists of so many items are expected to bring, over these users; `undefined` without rules. Costs a list per user and rule. */
  ruleCosts(users: readonly string[], k: number): RuleCosts | undefined;
  /** What it would put at each place of a list that another version made, given the items above, and in a list of its own. */
  chancesOf(wish: ChancesWish, items: readonly string[]): ChancesOfList;
  /** The columns of the users' table by which users who did nothing yet are told apart; none where all of them are given the same. */
  readonly segments: readonly string[];
  readonly registered: Version;
  knowing(news: RecommenderNews): RegisteredRecommender;
}

/**
 * Opens `name`, `name@N` or `name@alias`, with its items as they are reported, and without users who are erased, now. Every blob's sha256, the digest and every array is checked, and the golden lists are replayed: a recommender that
 * does not answer as it did when it was trained is never used. Throws `MW_MODEL_NO_RECOMMENDER` for a version of another task.
 */
export async function openRecommender(ref: string, run: RunOptions): Promise<RegisteredRecommender> {
  return (await openInside(ref, run)).open;
}

/** The same, and what is inside: for those who judge it. */
export async function openInside(ref: string, run: RunOptions): Promise<{ readonly open: RegisteredRecommender; readonly opened: Opened }> {
  const registered = await run.workspace.registry.resolve(ref);
  if (registered.task !== RECOMMEND)
    throw mwError('MW_MODEL_NO_RECOMMENDER', { model: `${registered.model}@${registered.version}`, task: registered.task });
  const artifact = (await readArtifact(run.workspace.blobs, registered.files)) as unknown as Artifact<RecommendContent>;
  const isForgotten = await run.workspace.store.read(readForgotten);
  const base = await openArtifact(artifact, registered, isForgotten, run.signal);
  const reported = await readCatalogue(registered.model, base.table?.schema ?? {}, run);
  const { content } = artifact;
  const known = { base, content, record: artifact.record as unknown as RecommendRecord, registered };
  const now = extendedBy(base, reported, NOTHING_LATE);
  return { opened: now.opened, open: registeredFrom(known, now) };
}

const NOTHING_LATE: LateEvents = new Map();

/** What an open version is made of, whatever becomes known of its items. */
interface Registered extends Pick<RegisteredRecommender, 'content' | 'record' | 'registered'> {
  readonly base: Opened;
}

function registeredFrom(known: Registered, now: Extended): RegisteredRecommender {
  const { base, ...rest } = known;
  const { items } = now.opened.interactions;
  return {
    ...answering(now.opened, rest.registered),
    ...rest,
    itemsSeq: now.catalogue.seq,
    late: now.late,
    unseen: items.filter((_, place) => !(base.popularity[place] > 0)),
    knowing: ({ items: changes = [], late = now.late }) =>
      registeredFrom(known, extendedBy(base, catalogueWith(now.catalogue, changes, base.table?.schema ?? {}), late, now)),
  };
}

/** Opening lets whatever else the process has to do have its turn after so long. */
const TURN_MS = 5;

async function openArtifact(
  { content, arrays, golden }: Artifact<RecommendContent>,
  version: Version,
  isForgotten: IsForgotten,
  signal: AbortSignal,
): Promise<Opened> {
  const interactions = interactionsIn(content, arrays);
  const { items } = interactions;
  const own = Object.entries(arrays).flatMap(([name, array]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), array] as const] : [],
  );
  const fitted = recommenderNamed(content.learner).fromParts({ meta: content.predictor, arrays: Object.fromEntries(own) }, items.length);
  const table = content.items === null ? undefined : itemColumnsFrom(content.items, arrays, items.length);
  const cold = await inTurns(coldOnesInSteps(interactions, table), signal, TURN_MS);
  const recommender = asServed(fitted, content, cold);
  await replayGolden(golden, (rows) => rows.map((row) => goldenScores(recommender, interactions, row)));
  const people = peopleIn(content, arrays, interactions.users, isForgotten);
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const userPlaces = new Map(interactions.users.map((user, place) => [user, place]));
  const name = `${version.model}@${version.version}`;
  return {
    name,
    content,
    recommender,
    fitted,
    cold,
    interactions,
    placeOf,
    userPlaceOf: (user) => (isForgotten(user) ? undefined : userPlaces.get(user)),
    isForgotten,
    table,
    people,
    ...preparedLists(content, interactions, table, takesIn(arrays)),
    segments: people?.segmentsIn(interactions),
    together: togetherIn({ interactions, content }),
  };
}

/** What is known of users, those without events among them; versions of before know nothing of these. */
function peopleIn(
  { users: json }: RecommendContent,
  arrays: Artifact['arrays'],
  known: readonly string[],
  isForgotten: IsForgotten,
): People | undefined {
  if (json === undefined) return undefined;
  const strangers = arrays[STRANGERS] ? unpackTexts(STRANGERS, arrays[STRANGERS], arrays[`${STRANGERS} end`]) : [];
  const users = [...known, ...strangers];
  return peopleOf(itemColumnsFrom(json, arrays, users.length, 'user'), users, isForgotten);
}

/** How likely items are taken, by their scores; versions without rules do not know. */
function takesIn(arrays: Artifact['arrays']): IsotonicFit | undefined {
  const [knots, values] = [arrays[TAKES.knots], arrays[TAKES.values]];
  return knots instanceof Float64Array && values instanceof Float64Array && knots.length === values.length ? { knots, values } : undefined;
}

function answering(
  opened: Opened,
  { model, version, digest }: Version,
): Omit<RegisteredRecommender, 'content' | 'record' | 'registered' | 'itemsSeq' | 'unseen' | 'late' | 'knowing'> {
  const { interactions, placeOf, table } = opened;
  return {
    model,
    version,
    digest,
    own: opened.content.own ?? UNNAMED,
    items: interactions.items,
    userIds: () => interactions.users.filter((user) => !opened.isForgotten(user)),
    titleOf: (item) => titleOf(opened, item),
    knows: (item) => placeOf.has(item),
    offers: (item) => placeOf.has(item) && opened.excluded?.[placeOf.get(item)!] !== 1,
    ...(table ? { itemSchema: table.schema, itemRules: rowRulesFrom(opened.content.itemRules ?? [], table.schema) } : {}),
    cellOf: (item, column) => {
      const place = placeOf.get(item);
      return table === undefined || place === undefined ? null : cellAt(table, column, place);
    },
    ...eventWeights(opened.content),
    historyOf: knownHistories(opened),
    recommend: (wish) => recommendFrom(opened, wish),
    ruleCosts: (users, k) => costsOfRules(opened, users, k),
    chancesOf: (wish, list) => chancesFrom(opened, wish, list),
    segments: tellsSegments(opened.content) ? segmentNames(opened.people, opened.fitted.items) : [],
    similar: (item, k, filter) => similarTo(opened, item, k, filter),
    prepare: (signal) => inTurns(preparing(opened), signal, TURN_MS),
    ...goneTogether(opened),
  };
}

/** A type that nobody weighed counts 1. */
function eventWeights({ columns, types, weights }: RecommendContent): Pick<OpenRecommender, 'eventWeights'> {
  if (columns.event === undefined) return {};
  const all = [null, ...new Set([...types, ...Object.keys(weights)])];
  return { eventWeights: all.map((type) => ({ type, weight: (type === null ? undefined : weights[type]) ?? 1 })) };
}

/** Where rules weigh items, or lists differ or explore, all scores are asked for, and nothing is gained by finding the best without them. */
function* preparing({ together, recommender, content: { lists } }: Opened): Steps<void> {
  yield* together.steps();
  const isPlain = lists.diversity === 0 && lists.explore === 0 && lists.rules.every(({ kind }) => kind === 'exclude');
  if (isPlain && recommender.prepare) yield* recommender.prepare();
}

function goldenScores(recommender: Recommender, interactions: Interactions, row: Json): number[] {
  const { user, items } = row as { user?: unknown; items?: unknown };
  const isRow = Number.isInteger(user) && (user as number) >= 0 && (user as number) < interactions.users.length && Array.isArray(items);
  if (!isRow) throw mwError('MW_MODEL_ARTIFACT', { file: 'golden.json', reason: 'a golden list is none' }, { where: 'golden.json' });
  const scores = new Float64Array(recommender.items);
  recommender.score(historyOf(interactions, user as number), scores);
  return (items as number[]).map((item) => scores[item] ?? NaN);
}

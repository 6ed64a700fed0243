import { inTurns, mwError, type Steps } from '../../core/index.js';
import { rowRulesFrom } from '../../data/index.js';
import type { RuleCosts } from '../../recommend/index.js';
import { readForgotten } from '../../store/index.js';
import { readArtifact, type Artifact } from '../artifact/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { RECOMMEND, type RecommendContent, type RecommendRecord } from './content.js';
import { extendedBy, type Extended, type LateEvents } from './catalogue/extended.js';
import { catalogueWith, readCatalogue } from './catalogue/catalogue.js';
import { costsOfRules } from './costs-of-rules.js';
import { chancesFrom, type ChancesOfList, type ChancesWish } from './chances-from.js';
import { goneTogether } from './gone-together.js';
import { cellAt } from './item-columns.js';
import { knownHistories } from './known-histories.js';
import { openArtifact, TURN_MS } from './open-artifact.js';
import type { Opened } from './opened.js';
import { UNNAMED } from './own-events.js';
import type { OpenRecommender, RecommenderNews } from './open-recommender.js';
import { recommendFrom, titleOf } from './recommend-from.js';
import { similarTo } from './similar-to.js';
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

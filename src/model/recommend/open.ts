import { mwError, type Json } from '../../core/index.js';
import { historyOf, recommenderNamed, type Interactions, type Recommender } from '../../recommend/index.js';
import { readArtifact, replayGolden, type Artifact } from '../artifact/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { PREFIX } from './artifact-of.js';
import { RECOMMEND, type RecommendContent, type RecommendRecord } from './content.js';
import { goneTogether } from './gone-together.js';
import { interactionsIn } from './interactions-in.js';
import { cellAt, itemColumnsFrom } from './item-columns.js';
import { knownHistories } from './known-histories.js';
import type { Opened } from './opened.js';
import type { OpenRecommender } from './open-recommender.js';
import { peopleOf } from './people.js';
import { preparedLists } from './prepare-lists.js';
import { recommendFrom, titleOf } from './recommend-from.js';
import { asServed } from './served.js';
import { similarTo } from './similar-to.js';

/** An open recommender, and the version that it was opened from. */
export interface RegisteredRecommender extends OpenRecommender {
  readonly content: RecommendContent;
  readonly record: RecommendRecord;
  /** Every user whom training knew, ascending as text. */
  readonly userIds: readonly string[];
  /** What people call an item: its title where it has one, else its id. */
  readonly titleOf: (item: string) => string;
  readonly registered: Version;
}

/**
 * Opens `name`, `name@N` or `name@alias`. Every blob's sha256, the digest and every array is checked, and the golden lists are replayed: a recommender that
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
  const opened = await openArtifact(artifact, registered);
  return {
    opened,
    open: {
      ...answering(opened, registered),
      content: artifact.content,
      record: artifact.record as unknown as RecommendRecord,
      registered,
    },
  };
}

async function openArtifact({ content, arrays, golden }: Artifact<RecommendContent>, version: Version): Promise<Opened> {
  const interactions = interactionsIn(content, arrays);
  const { items } = interactions;
  const own = Object.entries(arrays).flatMap(([name, array]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), array] as const] : [],
  );
  const fitted = recommenderNamed(content.learner).fromParts({ meta: content.predictor, arrays: Object.fromEntries(own) }, items.length);
  const table = content.items === null ? undefined : itemColumnsFrom(content.items, arrays, items.length);
  const recommender = asServed(fitted, content, interactions, table);
  await replayGolden(golden, (rows) => rows.map((row) => goldenScores(recommender, interactions, row)));
  const people =
    content.users === undefined
      ? undefined
      : peopleOf(itemColumnsFrom(content.users, arrays, interactions.users.length, 'user'), interactions.users);
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const userPlaceOf = new Map(interactions.users.map((user, place) => [user, place]));
  const name = `${version.model}@${version.version}`;
  return { name, content, recommender, interactions, placeOf, userPlaceOf, table, people, ...preparedLists(content, interactions, table) };
}

function answering(opened: Opened, { model, version, digest }: Version): Omit<RegisteredRecommender, 'content' | 'record' | 'registered'> {
  const { interactions, placeOf, table } = opened;
  return {
    model,
    version,
    digest,
    items: interactions.items,
    userIds: interactions.users,
    titleOf: (item) => titleOf(opened, item),
    knows: (item) => placeOf.has(item),
    offers: (item) => placeOf.has(item) && opened.excluded?.[placeOf.get(item)!] !== 1,
    ...(table ? { itemSchema: table.schema } : {}),
    cellOf: (item, column) => {
      const place = placeOf.get(item);
      return table === undefined || place === undefined ? null : cellAt(table, column, place);
    },
    historyOf: knownHistories(opened),
    recommend: (wish) => recommendFrom(opened, wish),
    similar: (item, k, filter) => similarTo(opened, item, k, filter),
    ...goneTogether(opened),
  };
}

function goldenScores(recommender: Recommender, interactions: Interactions, row: Json): number[] {
  const { user, items } = row as { user?: unknown; items?: unknown };
  const isRow = Number.isInteger(user) && (user as number) >= 0 && (user as number) < interactions.users.length && Array.isArray(items);
  if (!isRow) throw mwError('MW_MODEL_ARTIFACT', { file: 'golden.json', reason: 'a golden list is none' }, { where: 'golden.json' });
  const scores = new Float64Array(recommender.items);
  recommender.score(historyOf(interactions, user as number), scores);
  return (items as number[]).map((item) => scores[item] ?? NaN);
}

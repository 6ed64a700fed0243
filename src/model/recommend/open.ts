import { mwError, type Json } from '../../core/index.js';
import { checkNode, compileBlock, type Node } from '../../expr/index.js';
import {
  historyOf,
  makeList,
  recommenderNamed,
  topItems,
  withRecency,
  type History,
  type Interactions,
  type ListNote,
  type ListReason,
  type Recommender,
} from '../../recommend/index.js';
import { readArtifact, replayGolden, type Artifact, type ArtifactArray, type ArtifactArrays } from '../artifact/index.js';
import type { Version } from '../registry/index.js';
import type { RunOptions } from '../run.js';
import { PREFIX } from './artifact-of.js';
import { RECOMMEND, type RecommendContent, type RecommendRecord } from './content.js';
import { recencyOf } from './fit.js';
import { blockOf, itemColumnsFrom, type ItemColumns } from './item-columns.js';
import type { OpenRecommender, Recommendation, RecommendReason, RecommendWish, Taken } from './open-recommender.js';
import { unpackTexts } from './texts.js';

/** An open recommender, and the version that it was opened from. */
export interface RegisteredRecommender extends OpenRecommender {
  readonly content: RecommendContent;
  readonly record: RecommendRecord;
  readonly registered: Version;
}

/**
 * Opens `name`, `name@N` or `name@alias`. Every blob's sha256, the digest and every array is checked, and the golden lists are replayed: a recommender that
 * does not answer as it did when it was trained is never used. Throws `MW_MODEL_NO_RECOMMENDER` for a version of another task.
 */
export async function openRecommender(ref: string, run: RunOptions): Promise<RegisteredRecommender> {
  const registered = await run.workspace.registry.resolve(ref);
  if (registered.task !== RECOMMEND)
    throw mwError('MW_MODEL_NO_RECOMMENDER', { model: `${registered.model}@${registered.version}`, task: registered.task });
  const artifact = (await readArtifact(run.workspace.blobs, registered.files)) as unknown as Artifact<RecommendContent>;
  return { ...(await openArtifact(artifact, registered)), registered };
}

/** The same from an artifact in memory. */
export async function openArtifact(
  { content, arrays, golden, record }: Artifact<RecommendContent>,
  version: { readonly model: string; readonly version: number; readonly digest: string },
): Promise<Omit<RegisteredRecommender, 'registered'>> {
  const interactions = interactionsIn(content, arrays);
  const { items } = interactions;
  const own = Object.entries(arrays).flatMap(([name, array]) =>
    name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), array] as const] : [],
  );
  const fitted = recommenderNamed(content.learner).fromParts({ meta: content.predictor, arrays: Object.fromEntries(own) }, items.length);
  const recommender = withRecency(fitted, recencyOf(content));
  await replayGolden(golden, (rows) => rows.map((row) => goldenScores(recommender, interactions, row)));
  const table = content.items === null ? undefined : itemColumnsFrom(content.items, arrays, items.length);
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const opened: Opened = {
    content,
    recommender,
    interactions,
    placeOf,
    table,
    popularity: popularityOf(interactions),
    passing: passingBy(table, items.length),
  };
  return {
    model: version.model,
    version: version.version,
    digest: version.digest,
    content,
    record: record as unknown as RecommendRecord,
    items,
    knows: (item) => placeOf.has(item),
    ...(table ? { itemSchema: table.schema } : {}),
    historyOf: knownHistories(opened),
    recommend: (wish) => recommendFrom(opened, wish),
    similar: (item, k, filter) => similarTo(opened, `${version.model}@${version.version}`, item, k, filter),
  };
}

interface Opened {
  readonly content: RecommendContent;
  readonly recommender: Recommender;
  readonly interactions: Interactions;
  readonly placeOf: ReadonlyMap<string, number>;
  readonly table: ItemColumns | undefined;
  readonly popularity: Float64Array;
  /** Per item 1 where a test of the items' columns holds. */
  readonly passing: (filter: Node) => Uint8Array;
}

function knownHistories({ interactions, content }: Opened): OpenRecommender['historyOf'] {
  const placeOf = new Map(interactions.users.map((user, place) => [user, place]));
  return (user) => {
    const place = placeOf.get(user);
    if (place === undefined) return [];
    const { start, item, time, type, items } = interactions;
    return Array.from({ length: start[place + 1] - start[place] }, (_, h): Taken => {
      const e = start[place] + h;
      const name = type && content.types[type[e]];
      return { item: items[item[e]], at: time[e], ...(name === undefined ? {} : { type: name }) };
    });
  };
}

/** Events that a list is made from: what somebody did before the newest thousand says little of what they want now, and would cost the most. */
const MOST_EVENTS = 1000;

/** The newest of a history in the items' places, the oldest first; without what the version does not know, or what counts nothing. */
function placed({ content, placeOf }: Opened, history: readonly Taken[]): History {
  const known = history.flatMap(({ item, at, type }) => {
    const place = placeOf.get(item);
    const weight = (type === undefined ? undefined : content.weights[type]) ?? 1;
    return place === undefined || weight === 0 ? [] : [{ place, weight, at: at ?? NaN }];
  });
  const isTimed = known.every(({ at }) => Number.isFinite(at));
  const ordered = (isTimed ? known.toSorted((a, b) => a.at - b.at) : known).slice(-MOST_EVENTS);
  return {
    items: Int32Array.from(ordered, ({ place }) => place),
    weights: Float64Array.from(ordered, ({ weight }) => weight),
    ...(isTimed ? { times: Float64Array.from(ordered, ({ at }) => at) } : {}),
  };
}

/** The items that are not recommended again: of the history, and of what the user did before it. */
function takenIn({ content, placeOf }: Opened, { history, ever }: Pick<RecommendWish, 'history' | 'ever'>): ReadonlySet<number> {
  if (content.repeat) return new Set();
  const isAny = content.types.length === 0;
  const ends = ({ type }: Taken): boolean => type === undefined || isAny || content.taken.includes(type);
  const before = ever ? (isAny ? [ever.all] : [null, ...content.taken].map((type) => ever.ofType(type))) : [];
  const items = [history.filter(ends).map(({ item }) => item), ...before];
  return new Set(items.flatMap((some) => Array.from(some, (item) => placeOf.get(item) ?? [])).flat());
}

function recommendFrom(opened: Opened, wish: RecommendWish): Recommendation {
  const { history, k, filter, reasons = 0 } = wish;
  const { recommender, interactions, popularity } = opened;
  const taken = takenIn(opened, wish);
  const passes = filter && opened.passing(filter);
  const { items, notes } = makeList(recommender, {
    history: placed(opened, history),
    k,
    leftOut: (item) => taken.has(item),
    ...(passes ? { filter: (item: number) => passes[item] === 1 } : {}),
    popularity,
    reasons,
  });
  return {
    items: items.map((listed) => ({
      item: interactions.items[listed.item],
      score: listed.score,
      ...(reasons > 0 ? { reasons: listed.reasons.map((reason) => inWords(opened, reason, history)) } : {}),
    })),
    notes: notes.map((note) => NOTES[note]),
  };
}

/** What is said of a list that is not what one might expect. */
const NOTES: Readonly<Record<ListNote, string>> = {
  nothing_known: 'Nothing is known of this user yet: these are the items that most users take.',
  filter_left_nothing: 'No item passes the filter: these are the most popular of the others.',
  too_few: 'Fewer items than asked for may stand on the list.',
};

/** Tests all items once per filter, however often it is given. */
function passingBy(table: ItemColumns | undefined, items: number): (filter: Node) => Uint8Array {
  const known = new WeakMap<Node, Uint8Array>();
  const columns = table && blockOf(table);
  return (filter) => {
    const found = known.get(filter);
    if (found) return found;
    if (!columns) throw mwError('MW_RECOMMEND_NO_TABLE', {});
    const [{ values }] = compileBlock([{ name: 'passes', node: checkNode(filter) }]).run(columns, items);
    known.set(filter, values as Uint8Array);
    return values as Uint8Array;
  };
}

/** Per item the weight of its events: what a stranger is given, and what decides between equal scores. */
function popularityOf({ items, item, weight }: Interactions): Float64Array {
  const out = new Float64Array(items.length);
  for (let e = 0; e < item.length; e++) out[item[e]] += weight[e];
  return out;
}

function inWords({ interactions, content, table }: Opened, { item, effect }: ListReason, history: readonly Taken[]): RecommendReason {
  const id = interactions.items[item];
  const did = DID[history.findLast((one) => one.item === id)?.type ?? ''] ?? 'chose';
  return { item: id, effect, text: `because you ${did} ${titleOf(table, content.title, item) ?? id}` };
}

/** What an event of a common type is called. */
const DID: Readonly<Record<string, string>> = {
  view: 'viewed',
  cart: 'put into the cart',
  purchase: 'bought',
  buy: 'bought',
  order: 'ordered',
  play: 'played',
  rating: 'rated',
  like: 'liked',
};

function titleOf(table: ItemColumns | undefined, title: string | null, item: number): string | undefined {
  const column = table && title !== null ? table.columns[title] : undefined;
  const value = column?.values[item];
  return value === undefined || value === null || Number.isNaN(value) ? undefined : String(value);
}

function similarTo(
  { recommender, interactions, placeOf, passing }: Opened,
  model: string,
  item: string,
  k: number,
  filter?: Node,
): Recommendation {
  const place = placeOf.get(item);
  if (place === undefined) throw mwError('MW_RECOMMEND_ITEM', { item, model });
  if (!recommender.similar) throw mwError('MW_RECOMMEND_SIMILAR', { model });
  const scores = new Float64Array(recommender.items);
  recommender.similar(place, scores);
  const passes = filter && passing(filter);
  const items = topItems(scores, k, (other) => other === place || !(scores[other] > 0) || (passes !== undefined && passes[other] !== 1));
  return { items: Array.from(items, (other) => ({ item: interactions.items[other], score: scores[other] })), notes: [] };
}

function goldenScores(recommender: Recommender, interactions: Interactions, row: Json): number[] {
  const { user, items } = row as { user?: unknown; items?: unknown };
  const isRow = Number.isInteger(user) && (user as number) >= 0 && (user as number) < interactions.users.length && Array.isArray(items);
  if (!isRow) throw damaged('a golden list is none', 'golden.json');
  const scores = new Float64Array(recommender.items);
  recommender.score(historyOf(interactions, user as number), scores);
  return (items as number[]).map((item) => scores[item] ?? NaN);
}

/** The ids and histories of an artifact, every array checked. */
function interactionsIn(content: RecommendContent, arrays: ArtifactArrays): Interactions {
  const items = unpackTexts('items', arrays['items'], arrays['items end']);
  const users = unpackTexts('users', arrays['users'], arrays['users end']);
  const start = arrayOf(arrays, 'history start', Int32Array, users.length + 1);
  const events = start.at(-1)!;
  const [item, weight] = [arrayOf(arrays, 'history item', Int32Array, events), arrayOf(arrays, 'history weight', Float64Array, events)];
  const time = arrayOf(arrays, 'history time', Float64Array, events);
  const type = content.types.length === 0 ? undefined : arrayOf(arrays, 'history type', Uint8Array, events);
  if (start[0] !== 0 || start.some((at, u) => u > 0 && at < start[u - 1])) throw damaged('its histories do not ascend');
  if (item.some((place) => place < 0 || place >= items.length)) throw damaged('a history names an item that there is not');
  if (weight.some((value) => !(value > 0 && value < Infinity)) || time.some((at) => !Number.isFinite(at)))
    throw damaged('an event has no weight or no time');
  return { users, items, start, item, weight, time, ...(type ? { type } : {}) };
}

function arrayOf<A extends ArtifactArray>(arrays: ArtifactArrays, name: string, kind: new (size: number) => A, size: number): A {
  const array = arrays[name];
  if (!(array instanceof kind) || array.length !== size) throw damaged(`"${name}" is not ${size} values`);
  return array;
}

const damaged = (reason: string, file = 'arrays.safetensors'): Error => mwError('MW_MODEL_ARTIFACT', { file, reason }, { where: file });

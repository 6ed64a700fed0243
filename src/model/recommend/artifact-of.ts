import type { Json } from '../../core/index.js';
import { columnsOfRule, isRowRule } from '../../data/index.js';
import type { IsotonicFit } from '../../evaluate/index.js';
import type { Interactions, JudgedLists, Recommender } from '../../recommend/index.js';
import type { Artifact, ArtifactArray } from '../artifact/index.js';
import { RECOMMEND, type RecommendContent, type RecommendRecord } from './content.js';
import type { RecommenderModel } from './define.js';
import type { Method } from './fit.js';
import { goldenOf } from './golden.js';
import { judgedArrays } from './judged-lists.js';
import { itemArrays, itemSchemaJson, type ItemColumns } from './item-columns.js';
import { packTexts } from './texts.js';

/** Interactions, and the types that their codes stand for. */
export interface LearnedFrom {
  readonly interactions: Interactions;
  readonly types: readonly string[];
}

/** What an artifact is made of. */
export interface FittedRecommender {
  readonly model: RecommenderModel;
  readonly chosen: Method;
  readonly seed: number;
  readonly from: LearnedFrom;
  readonly fitted: Recommender;
  readonly table: ItemColumns | undefined;
  /** What is known of the users, where anything is. */
  readonly people: ItemColumns | undefined;
  /** Users without any event of whom something is known: the table's rows behind those of the others. */
  readonly strangers: readonly string[];
  readonly record: RecommendRecord;
  readonly judged: JudgedLists;
  /** How likely items are taken, by their scores; absent where no rule asks for it. */
  readonly takes: IsotonicFit | undefined;
}

/** The arrays of a method stand under names of their own. */
export const PREFIX = 'model ';

/** Where the ids of users without events lie. */
export const STRANGERS = 'strangers';

/** Where the chances of being taken lie. */
export const TAKES = { knots: 'takes knots', values: 'takes values' } as const;

/** The fitted recommender as data: the method, the ids, what every user did, and what is known of the items. */
export function artifactOf({
  model,
  chosen,
  seed,
  from,
  fitted,
  table,
  people,
  strangers,
  record,
  judged,
  takes,
}: FittedRecommender): Artifact<RecommendContent> {
  const { interactions, types } = from;
  const parts = fitted.toParts();
  const content: RecommendContent = {
    name: model.name,
    task: RECOMMEND,
    learner: chosen.learner,
    params: chosen.params,
    seed,
    predictor: parts.meta,
    columns: model.columns,
    weights: model.weights,
    taken: model.taken,
    repeat: model.repeat,
    ...(model.own ? { own: model.own } : {}),
    types,
    items: table ? itemSchemaJson(table) : null,
    ...(model.items && table ? itemFacts(model.items, table) : {}),
    ...(people ? { users: itemSchemaJson(people) } : {}),
    title: model.items?.title ?? null,
    value: model.items?.value ?? null,
    currency: model.items?.currency ?? null,
    lists: model.lists,
    gate: model.gate,
    ...(model.split === 'user' ? {} : { split: model.split }),
  };
  return {
    content,
    record: record as unknown as Json,
    arrays: {
      ...Object.fromEntries(Object.entries(parts.arrays).map(([name, array]) => [PREFIX + name, array as ArtifactArray])),
      ...idArrays('items', interactions.items),
      ...idArrays('users', interactions.users),
      ...historyArrays(interactions),
      ...(table ? itemArrays(table) : {}),
      ...(people ? itemArrays(people, 'user') : {}),
      ...(strangers.length > 0 ? idArrays(STRANGERS, strangers) : {}),
      ...(takes ? { [TAKES.knots]: takes.knots, [TAKES.values]: takes.values } : {}),
    },
    golden: goldenOf(interactions, fitted),
    holdout: judgedArrays(judged, record.metric),
  };
}

/** How the table of items names them, and which of its checks a report of an item has to pass. */
function itemFacts(
  { id, table: { checks } }: NonNullable<RecommenderModel['items']>,
  { schema }: ItemColumns,
): Pick<RecommendContent, 'itemId' | 'itemRules'> {
  const rules = checks.filter(
    (rule) => isRowRule(rule) && rule.level === 'error' && columnsOfRule(rule).every((name) => Object.hasOwn(schema, name)),
  );
  return { itemId: id, ...(rules.length > 0 ? { itemRules: rules as unknown as readonly Json[] } : {}) };
}

function idArrays(what: string, ids: readonly string[]): Record<string, ArtifactArray> {
  const { bytes, end } = packTexts(ids);
  return { [what]: bytes, [`${what} end`]: end };
}

const historyArrays = ({ start, item, weight, time, type }: Interactions): Record<string, ArtifactArray> => ({
  'history start': start,
  'history item': item,
  'history weight': weight,
  'history time': time,
  ...(type ? { 'history type': type } : {}),
});

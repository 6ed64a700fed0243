import { mwError } from '../../core/index.js';
import type { Schema, TableDefinition } from '../../data/index.js';
import type { Table } from '../../features/index.js';
import type { Params } from '../../learn/index.js';
import { recommenderNamed, type RecommendChoice } from '../../recommend/index.js';
import type { GateOptions } from '../define.js';
import { isModelName } from '../registry/index.js';
import { metricOf } from './metric.js';

/** Columns of a schema that are of some kinds. */
type ColumnNamed<S extends Schema, Kind extends string> = { [K in keyof S & string]: S[K]['kind'] extends Kind ? K : never }[keyof S &
  string];

type NameKind = 'id' | 'category' | 'text' | 'int';
type TimeKind = 'timestamp' | 'date' | 'int';

/** What is known of the items, and what their columns are for. */
export interface ItemOptions<I extends Schema> {
  readonly table: Table<I>;
  /** The column with the items' ids, as the events name them. */
  readonly id: ColumnNamed<I, NameKind>;
  /** The column that names an item to people: reasons and reports use it (default: the id). */
  readonly title?: ColumnNamed<I, NameKind>;
}

/** What users did with which items, and how lists are made of it. Everything but the events has a default. */
export interface RecommenderOptions<E extends Schema, I extends Schema = Schema> {
  /** A row per thing that a user did: events of a shop, plays, ratings. */
  readonly events: Table<E>;
  readonly user: ColumnNamed<E, NameKind>;
  readonly item: ColumnNamed<E, NameKind>;
  /** When it happened; of whole numbers, seconds or milliseconds since 1970. */
  readonly time: ColumnNamed<E, TimeKind>;
  /** What was done: `view`, `cart`, `purchase`. */
  readonly event?: ColumnNamed<E, 'category' | 'text' | 'id'>;
  /** What an event counts: by its type (`{ view: 1, cart: 3, purchase: 5 }`; one that is not named counts 1, one of 0 is left out), or the column that says it. Default: 1 each. */
  readonly weights?: Readonly<Record<string, number>> | ColumnNamed<E, 'int' | 'number'>;
  /** Types of events after which an item is not recommended to that user again (default: `['purchase']`; without types, every event). */
  readonly taken?: readonly string[];
  /** Recommend again what a user has taken: for groceries, songs. */
  readonly repeat?: boolean;
  readonly items?: ItemOptions<I>;
  /** A method with its parameters: `ease({ l2: 300 })`. None: several are compared on the newest events of every user. */
  readonly learner?: RecommendChoice;
  /** The metric that chooses (default `ndcg@10`). */
  readonly metric?: string;
  readonly seed?: number;
  readonly gate?: GateOptions;
}

/** The plain data of a recommender: what a project file exports. */
export interface RecommenderModel<E extends Schema = Schema, I extends Schema = Schema> {
  readonly kind: 'millwright-recommender';
  readonly name: string;
  readonly events: TableDefinition;
  readonly columns: {
    readonly user: string;
    readonly item: string;
    readonly time: string;
    readonly event?: string;
    readonly weight?: string;
  };
  /** By the type of event; empty where all count alike. */
  readonly weights: Readonly<Record<string, number>>;
  readonly taken: readonly string[];
  readonly repeat: boolean;
  readonly items: { readonly table: TableDefinition; readonly id: string; readonly title?: string } | undefined;
  readonly learner: { readonly learner: string; readonly params: Params } | undefined;
  readonly metric: string;
  readonly seed: number;
  readonly gate: GateOptions;
  /** Types only. */
  readonly schemas?: { readonly events: E; readonly items: I };
}

/**
 * Says who did what with which items, for a model that recommends items to users. The result is frozen data; `train` reads it.
 *
 * ```ts
 * import { csv, recommender, t } from 'millwright';
 *
 * const events = csv('events.csv', { user_id: t.id(), item_id: t.id(), type: t.category(), ts: t.timestamp() });
 * export default recommender('shop', { events, user: 'user_id', item: 'item_id', time: 'ts', event: 'type', weights: { view: 1, purchase: 5 } });
 * ```
 */
export function recommender<E extends Schema, I extends Schema = Schema>(
  name: string,
  options: RecommenderOptions<E, I>,
): RecommenderModel<E, I> {
  if (typeof name !== 'string' || !isModelName(name)) throw mwError('MW_MODEL_NAME', { name: String(name) });
  const { events, user, item, time, event, weights = {}, items, learner } = options;
  const columns = {
    user,
    item,
    time,
    ...(event === undefined ? {} : { event }),
    ...(typeof weights === 'string' ? { weight: weights } : {}),
  };
  checkColumns(name, events.definition.schema, columns);
  if (items)
    checkColumns(name, items.table.definition.schema, { id: items.id, ...(items.title === undefined ? {} : { title: items.title }) });
  if (typeof weights === 'object') checkWeights(name, weights, event);
  if (learner) recommenderNamed(learner.learner);
  return Object.freeze({
    kind: 'millwright-recommender',
    name,
    events: events.definition,
    columns,
    weights: typeof weights === 'string' ? {} : weights,
    taken: event === undefined ? [] : (options.taken ?? ['purchase']),
    repeat: options.repeat ?? false,
    items: items && { table: items.table.definition, id: items.id, ...(items.title === undefined ? {} : { title: items.title }) },
    learner: learner && { learner: learner.learner, params: learner.params },
    metric: metricOf(options.metric).name,
    seed: options.seed ?? 7,
    gate: options.gate ?? {},
  });
}

function checkColumns(name: string, schema: Schema, columns: Readonly<Record<string, string>>): void {
  for (const [role, column] of Object.entries(columns))
    if (!Object.hasOwn(schema, column))
      throw mwError('MW_MODEL_RECOMMENDER', {
        name,
        reason: `its ${role} is "${column}", which is no column`,
        due: `one of ${Object.keys(schema).join(', ')}`,
      });
}

function checkWeights(name: string, weights: Readonly<Record<string, number>>, event: string | undefined): void {
  if (Object.keys(weights).length > 0 && event === undefined)
    throw mwError('MW_MODEL_RECOMMENDER', {
      name,
      reason: 'it weighs types of events, and no column tells the types',
      due: 'event: the column with the type',
    });
  for (const [type, weight] of Object.entries(weights))
    if (!(Number.isFinite(weight) && weight >= 0))
      throw mwError('MW_MODEL_RECOMMENDER', {
        name,
        reason: `the weight of "${type}" is ${String(weight)}`,
        due: 'a number from 0 on; 0 leaves such events out',
      });
}

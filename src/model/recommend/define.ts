import { given, mwError } from '../../core/index.js';
import { valueTypesOf, type Schema, type TableDefinition } from '../../data/index.js';
import { LIST_LENGTHS, rankingMetricNamed } from '../../evaluate/index.js';
import { checkNode, columnsOf, typeOf, type Node, type Typed } from '../../expr/index.js';
import type { ColumnsOf, Table } from '../../features/index.js';
import type { Params } from '../../learn/index.js';
import {
  declaredRules,
  USER_COLUMN,
  type BehaviourPlan,
  type BotLimits,
  type ListRule,
  type RecommendChoice,
  type RepeatWeight,
  type RuleWords,
} from '../../recommend/index.js';
import type { EventSelection } from '../../store/index.js';
import type { GateOptions } from '../define.js';
import type { MonitorOptions, MonitorRules } from '../watch/options.js';
import { monitorRules } from '../watch/rules.js';
import { isModelName } from '../registry/index.js';
import type { HeldOut } from './held-out.js';
import { ownEvents, type OwnEvents } from './own-events.js';
import { checkColumns, checkPlan, checkTables, checkWeights, wrong } from './check-definition.js';
import { declaredDiversity } from './diversity.js';

/** The metric that chooses unless another is named. */
const DEFAULT_METRIC = 'ndcg@10';

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
  /** What an item brings when it is taken, such as its margin: reports and rules then speak of money. */
  readonly value?: (i: ColumnsOf<I>) => Typed<'number'>;
  readonly currency?: string;
}

/** What is known of the users: the method `hybrid` learns from it, rules read it, its categories tell apart users who did nothing yet, and parts of the users in the report. */
export interface UserOptions<U extends Schema> {
  readonly table: Table<U>;
  /** The column with the users' ids, as the events name them. */
  readonly id: ColumnNamed<U, NameKind>;
}

/** How lists are made of scores. */
export interface ListOptions<I extends Schema, U extends Schema = Schema> {
  /** Business rules over the items' columns, and over the user's beside them: `(i) => ({ exclude: i.inStock.not(), caps: [{ by: i.category, most: 3 }] })`. */
  readonly rules?: (i: ColumnsOf<I>, u: ColumnsOf<U>) => RuleWords;
  /**
   * How much the items of a list are to differ, from 0 (by score alone, the default) to 1: in who takes them, or `by` numbers, texts and tests of an item, such as
   * `{ by: (i) => [i.category, i.price] }`, where `weight` says how much (default 0.3).
   */
  readonly diversity?: number | { readonly weight?: number; readonly by: (i: ColumnsOf<I>) => readonly Typed[] };
  /** The chance, from 0 to 0.5, with which a place is drawn instead of given to the best, so that what users would have taken can be learned (default 0). */
  readonly explore?: number;
}

/** What users did with which items, and how lists are made of it. Everything but the events has a default. */
export interface RecommenderOptions<E extends Schema, I extends Schema = Schema, U extends Schema = Schema> {
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
  /** The column that names an event, so that one which comes twice counts once; without it, two of one user, item, type and moment are one. */
  readonly id?: ColumnNamed<E, NameKind>;
  /** Users beyond these limits are programs, and left out. Absent: nobody is, and training names whoever acts as no person does. */
  readonly bots?: BotLimits;
  /** Days after which an event weighs half (default: all weigh what they do). */
  readonly halfLifeDays?: number;
  /** Each item of a user once, with the weights of its events added up, or the strongest or newest of them (default: every event counts). */
  readonly repeats?: RepeatWeight;
  /**
   * Learn from what `POST /v1/events` took, too (default true): from events that name no source, or from those that are said to be its own, which are then also
   * what its lists know of users.
   */
  readonly live?: boolean | OwnEvents;
  /** Types of events after which an item is not recommended to that user again (default: `['purchase']`; without types, every event). */
  readonly taken?: readonly string[];
  /** Recommend again what a user has taken: for groceries, songs. */
  readonly repeat?: boolean;
  readonly items?: ItemOptions<I>;
  readonly users?: UserOptions<U>;
  readonly lists?: ListOptions<I, U>;
  /** A method with its parameters: `ease({ l2: 300 })`. None: several are compared on the newest events of every user. */
  readonly learner?: RecommendChoice;
  /** The metric that chooses (default `ndcg@10`). */
  readonly metric?: string;
  readonly seed?: number;
  /** Which events lists are judged by, and methods chosen by: the newest fifth of every `user` (the default), of all from one moment in `time`, or the `last` one of every user. */
  readonly split?: HeldOut;
  readonly gate?: GateOptions;
  /** Which figures of the served lists raise an alert, who is told, and when it is trained again by itself. `labelsWithin`: how long after a list what a user did counts (default `7d`). */
  readonly monitor?: MonitorOptions;
}

/** Which columns of the events say what. */
export interface EventColumns {
  readonly user: string;
  readonly item: string;
  readonly time: string;
  readonly event?: string;
  readonly weight?: string;
  readonly id?: string;
}

/** How lists are made, as plain data. */
export interface ListPlan {
  readonly rules: readonly ListRule[];
  readonly diversity: number;
  /** What items of a list are to differ in; absent: who takes them. */
  readonly differBy?: readonly Node[];
  readonly explore: number;
}

/** The plain data of a recommender: what a project file exports. */
export interface RecommenderModel<E extends Schema = Schema, I extends Schema = Schema> {
  readonly kind: 'millwright-recommender';
  readonly name: string;
  readonly events: TableDefinition;
  readonly columns: EventColumns;
  readonly plan: Pick<BehaviourPlan, 'bots' | 'halfLifeDays' | 'repeats'>;
  readonly live: boolean;
  /** Which events of the server are its own; undefined: those that name no source. */
  readonly own: EventSelection | undefined;
  /** By the type of event; empty where all count alike. */
  readonly weights: Readonly<Record<string, number>>;
  readonly taken: readonly string[];
  readonly repeat: boolean;
  readonly items:
    | { readonly table: TableDefinition; readonly id: string; readonly title?: string; readonly value?: Node; readonly currency?: string }
    | undefined;
  readonly users: { readonly table: TableDefinition; readonly id: string } | undefined;
  readonly lists: ListPlan;
  readonly learner: { readonly learner: string; readonly params: Params } | undefined;
  readonly metric: string;
  readonly seed: number;
  readonly split: HeldOut;
  readonly gate: GateOptions;
  readonly monitor: MonitorRules | undefined;
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
export function recommender<E extends Schema, I extends Schema = Schema, U extends Schema = Schema>(
  name: string,
  options: RecommenderOptions<E, I, U>,
): RecommenderModel<E, I> {
  if (typeof name !== 'string' || !isModelName(name)) throw mwError('MW_MODEL_NAME', { name: String(name) });
  checkTables(name, options as unknown as RecommenderOptions<Schema>);
  const { events, user, item, time, event, id, weights = {}, items, learner } = options;
  const columns: EventColumns = { user, item, time, ...given({ event, id, weight: typeof weights === 'string' ? weights : undefined }) };
  checkColumns(name, 'events', events.definition.schema, { ...columns });
  if (items) checkColumns(name, 'items', items.table.definition.schema, given({ id: items.id, title: items.title }));
  if (options.users) checkColumns(name, 'users', options.users.table.definition.schema, { id: options.users.id as string });
  checkWeights(name, weights, event);
  checkPlan(name, options as unknown as RecommenderOptions<Schema>);
  return Object.freeze({
    kind: 'millwright-recommender',
    name,
    events: events.definition,
    columns,
    plan: given({ bots: options.bots, halfLifeDays: options.halfLifeDays, repeats: options.repeats }),
    live: options.live !== false,
    own: ownEvents(name, options.live, event),
    weights: typeof weights === 'string' ? {} : weights,
    taken: event === undefined ? [] : (options.taken ?? ['purchase']),
    repeat: options.repeat ?? false,
    items: items && itemsOf(name, items as unknown as ItemOptions<Schema>),
    users: options.users && { table: options.users.table.definition, id: options.users.id as string },
    lists: listPlanOf(
      name,
      options.lists as ListOptions<Schema> | undefined,
      items?.table.definition.schema,
      options.users?.table.definition.schema,
    ),
    learner: learner && { learner: learner.learner, params: learner.params },
    metric: rankingMetricNamed(options.metric ?? DEFAULT_METRIC, LIST_LENGTHS).name,
    seed: options.seed ?? 7,
    split: options.split ?? 'user',
    gate: options.gate ?? {},
    monitor: options.monitor && monitorRules(options.monitor),
  });
}

function itemsOf(name: string, { table, id, title, value, currency }: ItemOptions<Schema>): NonNullable<RecommenderModel['items']> {
  const node = value?.(columnsOf(valueTypesOf(table.definition.schema)) as ColumnsOf<Schema>).node;
  if (node && typeOf(checkNode(node)) !== 'number')
    throw wrong(name, `the value of an item is a ${typeOf(node)}`, 'a number of the item: value: (i) => i.margin');
  return { table: table.definition, id: id as string, ...given({ title: title as string | undefined, value: node, currency }) };
}

function listPlanOf(
  name: string,
  { rules, diversity = 0, explore = 0 }: ListOptions<Schema> = {},
  items?: Schema,
  users?: Schema,
): ListPlan {
  if (!(explore >= 0 && explore <= 0.5)) throw wrong(name, `it explores ${String(explore)}`, 'a share from 0 to 0.5');
  if (rules && !items) throw wrong(name, 'its rules are over items, and it has no table of them', 'items: { table, id }');
  return {
    rules: rules && items ? declaredRules(rules(ofItems(items), ofUsers(users))) : [],
    ...declaredDiversity(name, diversity, items && ofItems(items)),
    explore,
  };
}

const ofItems = (schema: Schema): ColumnsOf<Schema> => columnsOf(valueTypesOf(schema)) as ColumnsOf<Schema>;

/** The users' columns, as rules name them beside the items'. */
function ofUsers(schema: Schema = {}): ColumnsOf<Schema> {
  const types = Object.entries(valueTypesOf(schema));
  const named = columnsOf(Object.fromEntries(types.map(([name, type]) => [USER_COLUMN + name, type]))) as ColumnsOf<Schema>;
  return Object.fromEntries(types.map(([name]) => [name, named[USER_COLUMN + name]])) as ColumnsOf<Schema>;
}

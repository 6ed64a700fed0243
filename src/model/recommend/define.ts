import { given, mwError } from '../../core/index.js';
import { valueTypesOf, type Schema, type TableDefinition } from '../../data/index.js';
import { LIST_LENGTHS, rankingMetricNamed } from '../../evaluate/index.js';
import { checkNode, columnsOf, typeOf, type Node } from '../../expr/index.js';
import type { ColumnsOf } from '../../features/index.js';
import type { Params } from '../../learn/index.js';
import { declaredRules, USER_COLUMN, type BehaviourPlan, type ListRule } from '../../recommend/index.js';
import type { EventSelection } from '../../store/index.js';
import type { GateOptions } from '../define.js';
import { isModelName } from '../registry/index.js';
import type { MonitorRules } from '../watch/options.js';
import { monitorRules } from '../watch/rules.js';
import { checkColumns, checkPlan, checkTables, checkWeights, wrong } from './check-definition.js';
import { declaredDiversity } from './diversity.js';
import type { HeldOut } from './held-out.js';
import { ownEvents } from './own-events.js';
import type { ItemOptions, ListOptions, RecommenderOptions } from './recommender-options.js';

/** The metric that chooses unless another is named. */
const DEFAULT_METRIC = 'ndcg@10';

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

import { mwError } from '../../core/index.js';
import type { Schema } from '../../data/index.js';
import { LIST_LENGTHS, rankingMetricNamed } from '../../evaluate/index.js';
import { recommenderSettings, type RepeatWeight } from '../../recommend/index.js';
import { floorKey } from '../define.js';
import { HELD_OUT_WAYS } from './held-out.js';
import type { RecommenderOptions } from './recommender-options.js';

/** Why a recommender cannot be, and what is due instead. */
export const wrong = (name: string, reason: string, due: string): Error => mwError('MW_MODEL_RECOMMENDER', { name, reason, due });

/** A project file runs without its types being checked: what is absent or of another kind is told here. */
export function checkTables(name: string, options: Partial<RecommenderOptions<Schema>> | undefined): void {
  const { events, items, users, learner } = options ?? {};
  if (!events?.definition) throw wrong(name, 'it has no table of events', "events: csv('events.csv', { … })");
  if (items && !items.table?.definition)
    throw wrong(name, 'its items are no table', "items: { table: csv('items.csv', { … }), id: 'item_id' }");
  if (users && !users.table?.definition)
    throw wrong(name, 'its users are no table', "users: { table: csv('users.csv', { … }), id: 'user_id' }");
  if (learner !== undefined && typeof learner?.learner !== 'string')
    throw wrong(name, `its learner is ${JSON.stringify(learner)}`, 'a method with its parameters: learner: ease({ l2: 300 })');
}

/** Which kinds of column may play a role. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  time: ['timestamp', 'date', 'int'],
  event: ['category', 'text', 'id'],
  weight: ['int', 'number'],
};
const NAMES = ['id', 'category', 'text', 'int'];

/** Refuses columns that there are not, of another kind than their role takes, or with two roles; `table` is what people call it. */
export function checkColumns(name: string, table: string, schema: Schema, columns: Readonly<Record<string, string | undefined>>): void {
  const roles = new Map<string, string>();
  for (const [role, column] of Object.entries(columns)) {
    if (column === undefined || !Object.hasOwn(schema, column))
      throw wrong(
        name,
        `its ${role} is ${column === undefined ? 'absent' : `"${column}", which is no column of the ${table}`}`,
        `one of ${Object.keys(schema).join(', ')}`,
      );
    const [{ kind }, kinds] = [schema[column], KINDS[role] ?? NAMES];
    if (!kinds.includes(kind))
      throw wrong(name, `its ${role} is "${column}", a column of the kind ${kind}`, `a column of one of the kinds ${kinds.join(', ')}`);
    const other = roles.get(column);
    if (other !== undefined && role !== 'title')
      throw wrong(name, `"${column}" is its ${other} and its ${role}`, `another column as the ${role}`);
    roles.set(column, role);
  }
}

/** Refuses weights below 0, and weights of types that no column tells apart. */
export function checkWeights(name: string, weights: Readonly<Record<string, number>> | string, event: string | undefined): void {
  if (typeof weights === 'string') return;
  if (Object.keys(weights).length > 0 && event === undefined)
    throw wrong(name, 'it weighs types of events, and no column tells the types', 'event: the column with the type');
  for (const [type, weight] of Object.entries(weights))
    if (!(Number.isFinite(weight) && weight >= 0))
      throw wrong(name, `the weight of "${type}" is ${String(weight)}`, 'a number from 0 on; 0 leaves such events out');
}

const REPEATS: readonly unknown[] = [undefined, 'sum', 'strongest', 'newest'] satisfies (RepeatWeight | undefined)[];

/** Refuses settings that would be passed over in silence, or would fail only when there is data. */
export function checkPlan(
  name: string,
  { event, taken, halfLifeDays = 1, repeats, seed = 0, split = 'user', gate = {}, learner }: RecommenderOptions<Schema>,
): void {
  if (taken && event === undefined)
    throw wrong(name, 'it names types of events that end a wish, and no column tells the types', 'event: the column with the type');
  if (!(halfLifeDays > 0 && halfLifeDays < Infinity))
    throw wrong(name, `its half-life is ${String(halfLifeDays)} days`, 'a number of days above 0');
  if (!REPEATS.includes(repeats)) throw wrong(name, `its repeats are "${String(repeats)}"`, 'repeats: "sum", "strongest" or "newest"');
  if (!(Number.isSafeInteger(seed) && seed >= 0)) throw wrong(name, `its seed is ${String(seed)}`, 'a whole number from 0 on');
  if (!HELD_OUT_WAYS.includes(split)) throw wrong(name, `its split is "${String(split)}"`, 'split: "user", "time" or "last"');
  for (const key of Object.keys(gate.floors ?? {})) rankingMetricNamed(floorKey(key).metric, LIST_LENGTHS);
  if (learner) recommenderSettings(learner.learner, learner.params);
}

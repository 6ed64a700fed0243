import { mwError } from '../../core/index.js';
import { assembled } from './assemble.js';
import type { Behaviour } from './behaviour.js';
import { codedIds, rowsOf, type BehaviourColumns, type CodedIds } from './columns.js';
import { repeatedIds } from './known-ids.js';
import { reasonCode, reportOn, type BehaviourReport } from './report.js';
import { checkRules, weightOfType, type BehaviourRules } from './rules.js';

/**
 * What users did, from raw rows: weighed by type and value, each event once, in order, and a report of every row that was left out and why.
 *
 * Of rows with one id the first counts; of rows without an id the first of the same user, item, type and millisecond. Users, items and types are those that
 * have events, and the items named by the rules. The order of the rows makes no other difference. Raises `MW_RECOMMEND_BEHAVIOUR` for columns of
 * different lengths and rules that cannot be, never for a row. About 0.5 µs per row, with text ids 1 µs.
 *
 * ```ts
 * import { behaviourOf } from 'millwright/recommend';
 *
 * const columns = { user: ['ann', 'ann', null], item: [7, '7', 8], time: [1, 2, 3], type: ['view', 'purchase', 'view'] };
 * const { behaviour, report } = behaviourOf(columns, { weights: { view: 1, purchase: 5 } });
 * behaviour.weight; // [1, 5]
 * report.left; // { no_user: 1 }
 * ```
 */
export function behaviourOf(
  columns: BehaviourColumns,
  rules: BehaviourRules = {},
): { readonly behaviour: Behaviour; readonly report: BehaviourReport } {
  const { behaviour, reason, unknownTypes } = loaded(columns, rules);
  return { behaviour, report: reportOn(reason.length, reason, unknownTypes) };
}

/** What rows came to. */
export interface Loaded {
  readonly behaviour: Behaviour;
  /** Per event its row. */
  readonly rows: Uint32Array;
  /** Per row why it is left out; 0: it is not. */
  readonly reason: Uint8Array;
  readonly unknownTypes: Readonly<Record<string, number>>;
}

/** Rows as events, less those whose ids are among the given ones. */
export function loaded(columns: BehaviourColumns, rules: BehaviourRules, before: Behaviour['ids'] = []): Loaded {
  checkRules(rules);
  checkLengths(columns);
  const coded = {
    user: codedIds(columns.user),
    item: codedIds(columns.item),
    type: columns.type ? codedIds(columns.type) : { levels: [], codes: new Int32Array(columns.time.length).fill(-1) },
  };
  const { reason, weight, unknownTypes } = judgedRows(columns, coded, rules);
  if (columns.id) {
    const isKept = (row: number): boolean => reason[row] === 0;
    repeatedIds(columns.id, before, isKept, (row) => (reason[row] = reasonCode('duplicate')));
  }
  return { ...assembled({ columns, coded, reason, weight }, rules.items ?? []), reason, unknownTypes };
}

interface CodedRows {
  readonly user: CodedIds;
  readonly item: CodedIds;
  readonly type: CodedIds;
}

function checkLengths({ time, ...others }: BehaviourColumns): void {
  for (const [name, column] of Object.entries(others))
    if (rowsOf(column) !== time.length)
      throw mwError('MW_RECOMMEND_BEHAVIOUR', { name: `column "${name}"`, got: `${rowsOf(column)} rows`, due: `${time.length} rows` });
}

/** Why each row is left out, 0 where it is not, and what it weighs. */
function judgedRows({ time, value }: BehaviourColumns, { user, item, type }: CodedRows, rules: BehaviourRules) {
  const [reason, weight] = [new Uint8Array(time.length), new Float64Array(time.length)];
  const weights = Float64Array.from(type.levels, (level) => weightOfType(level, rules) ?? NaN);
  const untyped = weightOfType(undefined, rules) ?? NaN;
  const [weighed, { now = Infinity }] = [rules.values === 'weigh' ? value : undefined, rules];
  const unknown = new Float64Array(type.levels.length + 1);
  const [noUser, noItem, noTime] = [reasonCode('no_user'), reasonCode('no_item'), reasonCode('no_time')];
  const [future, unknownType, noWeight, badValue] = (['future', 'unknown_type', 'no_weight', 'bad_value'] as const).map(reasonCode);
  for (let row = 0; row < reason.length; row++) {
    const kind = type.codes[row];
    const own = kind < 0 ? untyped : weights[kind];
    const times = weighed ? weighed[row] : 1;
    weight[row] = own * times;
    if (user.codes[row] < 0) reason[row] = noUser;
    else if (item.codes[row] < 0) reason[row] = noItem;
    else if (!Number.isFinite(time[row])) reason[row] = noTime;
    else if (time[row] > now) reason[row] = future;
    else if (Number.isNaN(own)) {
      reason[row] = unknownType;
      unknown[kind + 1]++;
    } else if (own === 0) reason[row] = noWeight;
    else if (!(times > 0 && weight[row] > 0 && weight[row] < Infinity)) reason[row] = badValue;
  }
  const unknownTypes = Object.fromEntries(['', ...type.levels].flatMap((name, i) => (unknown[i] > 0 ? [[name, unknown[i]]] : [])));
  return { reason, weight, unknownTypes };
}

import { mwError } from '../../core/index.js';
import type { IsotonicFit } from '../../evaluate/index.js';
import { checkNode, compileBlock, type Node } from '../../expr/index.js';
import { compileRules, type Interactions, type ListWorth } from '../../recommend/index.js';
import type { RecommendContent } from './content.js';
import { diversityOf } from './diversity.js';
import { blockOf, type ItemColumns } from './item-columns.js';
import type { Opened } from './opened.js';
import { popularityOf } from './popularity-of.js';

type ListContent = Pick<RecommendContent, 'lists' | 'value'>;

/** What lists are made with beside scores, worked out once for all items. */
export const preparedLists = (
  content: ListContent,
  interactions: Interactions,
  table: ItemColumns | undefined,
  takes?: IsotonicFit,
): Pick<Opened, 'popularity' | 'diversity'> & TableLists => ({
  popularity: popularityOf(interactions),
  diversity: diversityOf(content.lists, interactions, table && blockOf(table)),
  ...tableLists(content, interactions.items, table, takes),
});

/** What of it is said by the table of the items. */
export type TableLists = Pick<Opened, 'passing' | 'rules' | 'excluded' | 'worth'>;

/** What the table says of these items: tests, rules, and what they bring. */
export function tableLists(
  content: ListContent,
  items: readonly string[],
  table: ItemColumns | undefined,
  takes: IsotonicFit | undefined,
): TableLists {
  const columns = table && blockOf(table);
  const rules = columns && content.lists.rules.length > 0 ? compileRules(content.lists.rules, { ids: items, columns }, items) : undefined;
  return {
    passing: passingBy(table, items.length),
    rules,
    excluded: rules?.for().excluded,
    worth: { ...worthOf(content, columns, items.length), ...(takes ? { chances: takes } : {}) },
  };
}

function worthOf({ value }: Pick<RecommendContent, 'value'>, columns: ReturnType<typeof blockOf> | undefined, items: number): ListWorth {
  if (value === null || !columns) return {};
  const [{ values }] = compileBlock([{ name: 'value', node: checkNode(value) }]).run(columns, items);
  return { value: Float64Array.from(values as Float64Array, (one) => (Number.isNaN(one) ? 0 : one)) };
}

/** Tests all items once per filter, however often it is given. */
function passingBy(table: ItemColumns | undefined, items: number): Opened['passing'] {
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

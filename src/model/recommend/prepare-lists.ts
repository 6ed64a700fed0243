import { mwError } from '../../core/index.js';
import { checkNode, compileBlock, type Node } from '../../expr/index.js';
import { compileRules, vectorsByTakers, type Interactions, type ListWorth } from '../../recommend/index.js';
import type { RecommendContent } from './content.js';
import { blockOf, type ItemColumns } from './item-columns.js';
import type { Opened } from './opened.js';
import { popularityOf } from './popularity-of.js';

/** What lists are made with beside scores, worked out once for all items. */
export function preparedLists(
  content: Pick<RecommendContent, 'lists' | 'value'>,
  interactions: Interactions,
  table: ItemColumns | undefined,
): Pick<Opened, 'popularity' | 'passing' | 'rules' | 'excluded' | 'diversity' | 'worth'> {
  const { items } = interactions;
  const columns = table && blockOf(table);
  const rules = columns && content.lists.rules.length > 0 ? compileRules(content.lists.rules, { ids: items, columns }, items) : undefined;
  return {
    popularity: popularityOf(interactions),
    passing: passingBy(table, items.length),
    rules,
    excluded: rules?.for().excluded,
    diversity: content.lists.diversity > 0 ? { vectors: vectorsByTakers(interactions), weight: content.lists.diversity } : undefined,
    worth: worthOf(content, columns, items.length),
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

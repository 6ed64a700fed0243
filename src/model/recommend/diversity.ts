import {
  checkNode,
  compileBlock,
  holesOf,
  typeOf,
  type BlockColumns,
  type BlockOutput,
  type Node,
  type Typed,
  type ValueType,
} from '../../expr/index.js';
import type { MatrixColumn } from '../../core/index.js';
import { vectorsByFeatures, vectorsByTakers, type Diversity, type Interactions, type ItemVectors } from '../../recommend/index.js';
import { wrong } from './check-definition.js';
import type { ListPlan } from './define.js';
import { categoryOf } from './item-matrix.js';

/** How much the items of a list are to differ where only in what is said: what costs few of those that are taken. */
const USUAL = 0.3;

/** Which expressions items can differ in. */
const KINDS: readonly ValueType[] = ['number', 'bool', 'text'];

type Wished<C> = number | { readonly weight?: number; readonly by: (i: C) => readonly Typed[] };

/** How much the items of a list are to differ and in what, as plain data. Throws `MW_MODEL_RECOMMENDER` for what means nothing. */
export function declaredDiversity<C>(name: string, wished: Wished<C>, columns: C | undefined): Pick<ListPlan, 'diversity' | 'differBy'> {
  const { weight = USUAL, by } = typeof wished === 'number' ? { weight: wished, by: undefined } : wished;
  if (!(weight >= 0 && weight <= 1)) throw wrong(name, `its diversity is ${String(weight)}`, 'a share from 0 to 1');
  if (typeof wished === 'number') return { diversity: weight };
  if (!columns) throw wrong(name, 'items of its lists differ by columns of the items, and it has no table of them', 'items: { table, id }');
  const differBy = typeof by === 'function' ? by(columns) : [];
  if (!Array.isArray(differBy) || differBy.length === 0 || !differBy.every(canDiffer))
    throw wrong(
      name,
      'what items of its lists differ by is no expression over items',
      'numbers, texts or tests of an item: by: (i) => [i.category, i.price]',
    );
  return { diversity: weight, differBy: differBy.map(({ node }) => node) };
}

const canDiffer = (one: Typed | undefined): boolean =>
  typeof one?.node?.kind === 'string' && holesOf([one.node]).length === 0 && KINDS.includes(typeOf(checkNode(one.node)));

/** What lists are made with, so that their items differ: in what was declared, else in who takes them. Undefined where they need not. */
export const diversityOf = (lists: ListPlan, interactions: Interactions, columns: BlockColumns | undefined): Diversity | undefined =>
  lists.diversity === 0
    ? undefined
    : {
        vectors: declaredVectors(lists, interactions.items.length, columns) ?? vectorsByTakers(interactions),
        weight: lists.diversity,
      };

/** Items by the expressions in which they are to differ; undefined where none were declared, or no table tells them. */
export function declaredVectors({ differBy }: ListPlan, items: number, columns: BlockColumns | undefined): ItemVectors | undefined {
  if (!differBy || !columns) return undefined;
  const nodes = differBy.map((node) => checkNode(node));
  const outputs = compileBlock(nodes.map((node, n) => ({ name: String(n), node }))).run(columns, items);
  return vectorsByFeatures({ rows: items, columns: outputs.map((output, n) => columnOf(nodes[n], output)) });
}

function columnOf(node: Node, { name, values }: BlockOutput): MatrixColumn {
  const type = typeOf(node);
  if (type === 'number') return { kind: 'number', name, values: values as Float64Array };
  return type === 'bool' ? { kind: 'flag', name, values: values as Uint8Array } : categoryOf(name, values as readonly (string | null)[]);
}

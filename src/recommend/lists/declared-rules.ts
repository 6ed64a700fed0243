import { mwError } from '../../core/index.js';
import { checkNode, holesOf, printNode, typeOf, type Node, type Typed, type ValueType } from '../../expr/index.js';
import type { Rule } from './rules.js';

/** What a rule holds for, and what it is called; without a name it goes by its expression. */
interface Named {
  readonly name?: string;
}

type Exclusion = Typed<'bool'> | (Named & { readonly when: Typed<'bool'> });
const isNamed = (one: Exclusion): one is Exclude<Exclusion, Typed> => typeof one === 'object' && 'when' in one;

/** Business rules of lists as a definition has them; every expression is over the columns of the item table, and of the user table beside it. */
export interface RuleWords {
  /** Items that may stand on no list. */
  readonly exclude?: Exclusion | readonly Exclusion[];
  /** Items that count more: their lead over the least score times `by`, 1 and more. */
  readonly boost?: readonly (Named & { readonly when: Typed<'bool'>; readonly by: number | Typed<'number'> })[];
  /** Items that count less: their lead over the least score times `by`, from 0 to 1. */
  readonly bury?: readonly (Named & { readonly when: Typed<'bool'>; readonly by: number | Typed<'number'> })[];
  /** The best item for which `when` holds gets the place `at`, from 1. */
  readonly pin?: readonly (Named & { readonly when: Typed<'bool'>; readonly at: number })[];
  /** At most so many of one category on a list. */
  readonly caps?: readonly (Named & { readonly by: Typed<'text'>; readonly most: number })[];
}

/**
 * Rules as plain data, checked. Throws `MW_RECOMMEND_RULE` for one that means nothing.
 *
 * ```ts
 * import { columnsOf } from 'millwright/expr';
 * import { declaredRules } from 'millwright/recommend';
 *
 * const i = columnsOf({ inStock: 'bool', margin: 'number', category: 'text' });
 * declaredRules({
 *   exclude: i.inStock.not(),
 *   boost: [{ name: 'high margin', when: i.margin.gt(10), by: 1.3 }],
 *   caps: [{ by: i.category, most: 3 }],
 * });
 * ```
 */
export function declaredRules({ exclude = [], boost = [], bury = [], pin = [], caps = [] }: RuleWords): readonly Rule[] {
  const excluded: readonly Exclusion[] = Array.isArray(exclude) ? exclude : [exclude];
  return [
    ...excluded.map((one) => ({ kind: 'exclude' as const, ...named('exclude', isNamed(one) ? one : { when: one }, 'when', 'bool') })),
    ...boost.map((one) => ({ kind: 'boost' as const, ...named('boost', one, 'when', 'bool'), by: timesOf('boost', one.by) })),
    ...bury.map((one) => ({ kind: 'bury' as const, ...named('bury', one, 'when', 'bool'), by: timesOf('bury', one.by) })),
    ...pin.map((one) => ({ kind: 'pin' as const, ...named('pin', one, 'when', 'bool'), at: wholeOf('pin', 'at', one.at, 1) })),
    ...caps.map((one) => ({ kind: 'cap' as const, ...named('cap', one, 'by', 'text'), most: wholeOf('caps', 'most', one.most, 0) })),
  ];
}

function named<K extends 'when' | 'by'>(kind: string, rule: Named & { readonly [P in K]: Typed }, at: K, due: ValueType) {
  const node = nodeIn(kind, rule[at], due);
  return { name: rule.name ?? `${kind} ${printNode(node)}`, [at]: node } as { readonly name: string } & { readonly [P in K]: Node };
}

function nodeIn(rule: string, typed: Typed | undefined, due: ValueType): Node {
  const example =
    due === 'bool'
      ? 'a test of an item: (i) => i.inStock.not()'
      : `a ${due} of an item: (i) => i.${due === 'text' ? 'category' : 'margin'}`;
  if (typeof typed?.node?.kind !== 'string')
    throw mwError('MW_RECOMMEND_RULE', { rule, got: JSON.stringify(typed) ?? 'missing', due: example });
  if (holesOf([typed.node]).length > 0) throw mwError('MW_RECOMMEND_RULE', { rule, got: 'learned from all rows', due: example });
  const node = checkNode(typed.node, { fitted: true });
  if (typeOf(node) !== due) throw mwError('MW_RECOMMEND_RULE', { rule, got: `a ${typeOf(node)}`, due: example });
  return node;
}

function timesOf(kind: 'boost' | 'bury', by: number | Typed<'number'>): number | Node {
  if (typeof by !== 'number') return nodeIn(kind, by, 'number');
  const isRight = kind === 'boost' ? by >= 1 && Number.isFinite(by) : by >= 0 && by <= 1;
  if (!isRight)
    throw mwError('MW_RECOMMEND_RULE', {
      rule: kind,
      got: `by ${by}`,
      due: kind === 'boost' ? 'a number of 1 or more' : 'a number from 0 to 1',
    });
  return by;
}

function wholeOf(rule: string, name: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw mwError('MW_RECOMMEND_RULE', { rule, got: `${name}: ${value}`, due: `a whole number of ${least} or more` });
}

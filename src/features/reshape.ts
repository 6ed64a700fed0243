import { exprOf, learn, typeOf, type Expr, type LearnedNode, type Node, type Typed } from '../expr/index.js';

/** Ways to read a category, by the names of `learn`. */
export const categoryEncodings = ['category', 'oneHot', 'targetMean', 'frequency'] as const;
/** A way to read a category. */
export type CategoryEncoding = (typeof categoryEncodings)[number];

/** How features are made, where that is not as the definition says; what is absent is as defined. JSON. */
export interface FeatureSettings {
  /** How every category is read. */
  readonly categories?: CategoryEncoding;
  /** Levels that `category` and `oneHot` keep. */
  readonly mostLevels?: number;
  /** Rows that the overall mean weighs in a `targetMean`. */
  readonly smoothing?: number;
  /** `rank`: every number becomes its place among the quantiles of the training rows. */
  readonly numbers?: 'rank';
  /** How many places there are. */
  readonly ranks?: number;
  /** The share of the features that is kept: those that say most about the target in the training rows. */
  readonly keep?: number;
}

/** Places of a rank where nobody says how many. */
export const RANKS = 100;

const encodingNames: readonly string[] = categoryEncodings;

/** How a feature reads a category; `undefined` for one that is no category by itself, such as a sum of two. */
export const encodingOfCategory = (node: Node): CategoryEncoding | undefined =>
  node.kind === 'learned' && encodingNames.includes(node.rule) ? (node.rule as CategoryEncoding) : undefined;

/** Whether a feature is a number that is no category's code. */
export const isNumberFeature = (node: Node): boolean => encodingOfCategory(node) === undefined && typeOf(node) === 'number';

/**
 * The features made otherwise: the same names in the same order, each an expression with holes as before, so that it is fitted, served and written as SQL like
 * any other. A feature is touched where it is a category by itself or a number; yes/no features, vectors and the categories `asDefined` stay. `keep` is not looked
 * at: which features are kept is known once they are fitted.
 */
export function reshaped(
  features: Readonly<Record<string, Node>>,
  { categories, mostLevels, smoothing, numbers, ranks = RANKS }: FeatureSettings,
  asDefined: readonly string[] = [],
): Readonly<Record<string, Node>> {
  const shape = (name: string, node: Node): Node => {
    const encoding = encodingOfCategory(node);
    if (asDefined.includes(name)) return node;
    if (encoding !== undefined) return encoded(node as LearnedNode, categories ?? encoding, { max: mostLevels, smoothing });
    return numbers === 'rank' && isNumberFeature(node) ? rankOf(exprOf<'number'>(node), ranks) : node;
  };
  return Object.fromEntries(Object.entries(features).map(([name, node]) => [name, shape(name, node)]));
}

const rankOf = (x: Expr<'number'>, ranks: number): Node => x.bin(learn.quantiles(x, ranks)).node;

const LEVELED: readonly CategoryEncoding[] = ['category', 'oneHot'];

/** Whether the encoding keeps some levels, so that `mostLevels` says something. */
export const keepsLevels = (encoding: CategoryEncoding): boolean => LEVELED.includes(encoding);

/** The category of a node, read in this way. Options of the definition hold as far as the way has them. */
function encoded(
  { rule, args: [x], options }: LearnedNode,
  to: CategoryEncoding,
  { max, smoothing }: { readonly max: number | undefined; readonly smoothing: number | undefined },
): Node {
  const text: Typed<'text'> = exprOf<'text'>(x);
  const isAlike = rule === to || (keepsLevels(to) && keepsLevels(rule as CategoryEncoding));
  const own = isAlike ? options : {};
  if (to === 'frequency') return learn.frequency(text).node;
  if (to === 'targetMean') return learn.targetMean(text, { ...own, ...(smoothing === undefined ? {} : { smoothing }) }).node;
  return learn[to](text, { ...own, ...(max === undefined ? {} : { max }) }).node;
}

import { didYouMean, hasTarget, mwError, type AnyTask, type Task } from '../../core/index.js';
import type { Schema } from '../../data/index.js';
import { checkLevel, type SetMethod } from '../../evaluate/index.js';
import { holesOf, typeOf, type Node, type Typed } from '../../expr/index.js';
import { protectedIn, type ColumnsOf } from '../../features/index.js';
import { odd, testOf } from '../check-options.js';

/**
 * How wide an interval is around a prediction:
 * - `absolute`: equally wide for all rows
 * - `scaled`: as wide as the errors of similar rows are large, by a model of the errors
 * - `quantile`: from a low to a high quantile that are learned for themselves (conformalised quantile regression)
 */
export type IntervalMethod = 'absolute' | 'scaled' | 'quantile';

/** How intervals of numbers, or sets of labels, are made. */
export type CoverageMethod = IntervalMethod | SetMethod;

/** What every prediction is to come with: an interval, or for classes a set of labels, that holds the truth in a promised share of all rows. */
export interface CoverageOptions<S extends Schema, T extends AnyTask> {
  /** The promised share, such as 0.9. */
  readonly level: number;
  /** Numbers: `scaled` (the default), `quantile` or `absolute`. Classes: `lac` (the default), `aps` or `raps`. */
  readonly method?: T extends 'regression' ? IntervalMethod : SetMethod;
  /** What tells the segments apart that are each promised the level by itself: `(c) => c.region`, or a yes/no such as `(c) => c.tenure.lt(12)`. */
  readonly by?: (c: ColumnsOf<S>) => Typed<'text'> | Typed<'bool'>;
}

/** The same as plain data. */
export interface CoverageRule {
  readonly level: number;
  readonly method: CoverageMethod;
  readonly by?: Node;
}

/** The methods of each task, the default first. */
const COVERAGE_METHODS: Readonly<Record<Task, readonly CoverageMethod[]>> = {
  regression: ['scaled', 'quantile', 'absolute'],
  binary: ['lac', 'aps', 'raps'],
  multiclass: ['lac', 'aps', 'raps'],
};

/** The methods that a task knows, the default first. */
export const methodsOf = (task: Task): readonly CoverageMethod[] => COVERAGE_METHODS[task];

/** The rule that the options of a definition make. Throws `MW_MODEL_COVERAGE_TASK`, `MW_MODEL_OPTION` or `MW_EVALUATE_COVERAGE_LEVEL`. */
export function coverageRule<S extends Schema>(
  { level, method, by }: Omit<CoverageOptions<S, never>, 'method'> & { readonly method?: string | undefined },
  task: AnyTask,
  columns: () => ColumnsOf<S>,
): CoverageRule {
  if (!hasTarget(task)) throw mwError('MW_MODEL_COVERAGE_TASK', { task });
  checkLevel(level);
  const known = methodsOf(task);
  const chosen = known.find((name) => name === (method ?? known[0]));
  if (chosen === undefined) throw odd('coverage.method', method, `one of ${known.join(', ')}.${didYouMean(String(method), known)}`);
  return { level, method: chosen, ...(by === undefined ? {} : { by: segmentNode(by(columns())) }) };
}

const BY_DUE = 'a text or a yes/no of the columns, such as c.region or c.tenure.lt(12), without what is learned';

/** Who is protected is not to be answered by that, unless the definition allows it. Throws `MW_MODEL_COVERAGE_PROTECTED`. */
export function refuseProtectedBy({ by }: CoverageRule, schema: Schema, allowed: readonly string[] | undefined): void {
  const column = by && protectedIn(by, schema, allowed);
  if (column !== undefined) throw mwError('MW_MODEL_COVERAGE_PROTECTED', { column });
}

function segmentNode(by: Typed<'text'> | Typed<'bool'>): Node {
  const node = testOf('coverage.by', by as Typed<'bool'>);
  if (holesOf([node]).length > 0) throw odd('coverage.by', 'a rule that is learned', BY_DUE);
  const type = typeOf(node);
  if (type !== 'text' && type !== 'bool') throw odd('coverage.by', `a ${type}`, BY_DUE);
  return node;
}

const ANSWERS = /^(low|high|set)$/i;

/** An id is handed through beside the answer, under its own name. Throws `MW_MODEL_COLUMN_NAME` for one that the answer uses. */
export function checkCoverageNames(schema: Schema): void {
  const column = Object.keys(schema).find((name) => schema[name].kind === 'id' && ANSWERS.test(name));
  if (column !== undefined)
    throw mwError('MW_MODEL_COLUMN_NAME', {
      column,
      reason: 'predictions with a coverage bring a column of that name, and this id stands beside it',
    });
}

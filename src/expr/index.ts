export { columnsOf } from './build/columns.js';
export { exprOf } from './build/expr.js';
export { allOf, anyOf, coalesce, concat, list, literal, weightedSum, when } from './build/functions.js';
export type {
  Arg,
  BoolExpr,
  Columns,
  Expr,
  Methods,
  NumberExpr,
  NumbersExpr,
  PlainOf,
  TextExpr,
  TextsExpr,
  TimeExpr,
  Typed,
} from './build/typed.js';
export { callNode, columnNode, learnedNode, literalNode } from './construct.js';
export {
  learnedRules,
  ruleOf,
  type Aggregate,
  type AggregateType,
  type AggregateValue,
  type AggregateValues,
  type OptionSpec,
  type OptionValues,
  type Rule,
  type RuleName,
} from './learned/index.js';
export { learn, type ComponentOptions, type LevelOptions, type TargetMeanOptions } from './learned/learn.js';
export { foldConstants } from './fold.js';
export { checkNode, type LegalityOptions } from './legality.js';
export { expressionLimits } from './limits.js';
export type { CallNode, ColumnNode, LearnedNode, LiteralNode, LiteralValue, Node, ScalarType, ValueType } from './node.js';
export {
  opOf,
  ops,
  type ArgType,
  type CaseValue,
  type DialectName,
  type Op,
  type OpCase,
  type OpName,
  type Signature,
} from './ops/index.js';
export { parseTime } from './parse-time.js';
export { printNode } from './print.js';
export { outputList, programOf, type Output, type Outputs, type Program, type Step } from './program.js';
export {
  compileBlock,
  compileRow,
  compileValues,
  interpret,
  levelsOf,
  loadBool,
  loadNumber,
  loadText,
  loadTime,
  rowSource,
  slotsOf,
  widthOf,
  type BlockColumns,
  type BlockOutput,
  type BlockProgram,
  type JsOptions,
  type Row,
  type RowProgram,
  type Slot,
  type Value,
} from './to-js/index.js';
export { duckdb, duckdbClean, predicateSql, selectSql, type Dialect, type SelectOptions } from './to-sql/index.js';
export { typeOf } from './type-of.js';
export { finiteOrNull, isMissing, maxTimeMs, timeOrNull } from './value.js';
export { argsOf, holesOf, keyOf, replace, substitute, usedColumns, visit } from './walk.js';

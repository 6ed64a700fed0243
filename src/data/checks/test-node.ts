import { mwError, didYouMean } from '../../core/index.js';
import { callNode, columnNode, literalNode, parseTime, typeOf, usedColumns, type Node, type ValueType } from '../../expr/index.js';
import type { Schema } from '../schema.js';
import type { Rule } from './rule.js';

/**
 * The test of a rule about single rows as an expression, so that it runs in the engine and in JavaScript alike; `undefined` for other rules.
 * Throws `MW_DATA_RULE` when the rule names a column that is not there, or does not fit its type.
 */
export function testNode(rule: Rule, schema: Schema): Node | undefined {
  if (rule.kind === 'row') return checkedTest(rule.test, rule.rule, schema);
  if (rule.kind === 'notNull') return callNode('isNotNull', columnNode(rule.column, typeIn(schema, rule.column, rule)));
  if (rule.kind === 'inRange') return rangeNode(rule, schema);
  if (rule.kind !== 'inSet') return undefined;
  const type = typeIn(schema, rule.column, rule);
  if (type !== 'text' && type !== 'number')
    throw mwError('MW_DATA_RULE', { rule: rule.rule, reason: `"${rule.column}" is neither text nor a number` });
  const list = type === 'text' ? literalNode('texts', rule.values.map(String)) : literalNode('numbers', rule.values.map(Number));
  return callNode('inSet', columnNode(rule.column, type), list);
}

/** The type of a column that a rule names. */
export function typeIn(schema: Schema, column: string, rule: { readonly rule: string }): ValueType {
  if (Object.hasOwn(schema, column)) return schema[column].valueType;
  throw mwError('MW_DATA_RULE', { rule: rule.rule, reason: `there is no column "${column}".${didYouMean(column, Object.keys(schema))}` });
}

function checkedTest(test: Node, rule: string, schema: Schema): Node {
  for (const column of usedColumns([test])) typeIn(schema, column, { rule });
  if (typeOf(test) !== 'bool') throw mwError('MW_DATA_RULE', { rule, reason: 'its test is neither true nor false' });
  return test;
}

function rangeNode(rule: Extract<Rule, { kind: 'inRange' }>, schema: Schema): Node {
  const type = typeIn(schema, rule.column, rule);
  if (type !== 'number' && type !== 'time')
    throw mwError('MW_DATA_RULE', { rule: rule.rule, reason: `"${rule.column}" is neither a number nor a time` });
  const bound = (value: number | string): Node => {
    const number = typeof value === 'string' ? (type === 'time' ? parseTime(value) : Number.NaN) : value;
    if (!Number.isFinite(number))
      throw mwError('MW_DATA_RULE', { rule: rule.rule, reason: `${JSON.stringify(value)} is no bound of a ${type}` });
    return literalNode(type, number);
  };
  const column = columnNode(rule.column, type);
  const tests = [
    ...(rule.min === undefined ? [] : [callNode('gte', column, bound(rule.min))]),
    ...(rule.max === undefined ? [] : [callNode('lte', column, bound(rule.max))]),
  ];
  return tests.length === 1 ? tests[0] : callNode('and', ...tests);
}

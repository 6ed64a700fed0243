import { mwError, type Json } from '../../core/index.js';
import { checkNode, usedColumns } from '../../expr/index.js';
import { valueTypesOf, type Schema } from '../schema.js';
import type { Rule } from './rule.js';
import { testNode, typeIn } from './test-node.js';

/** A rule that one row alone keeps or breaks. */
export type RowRule = Extract<Rule, { readonly kind: (typeof ROW_KINDS)[number] }>;

const ROW_KINDS = ['row', 'notNull', 'inRange', 'inSet', 'matches'] as const;

/** Whether one row alone keeps or breaks it. */
export const isRowRule = (rule: Rule): rule is RowRule => (ROW_KINDS as readonly string[]).includes(rule.kind);

/** The columns that a rule about single rows reads. */
export const columnsOfRule = (rule: RowRule): readonly string[] => (rule.kind === 'row' ? usedColumns([rule.test]) : [rule.column]);

/**
 * Rules about single rows from JSON that a version keeps, each checked against the schema before it is compiled: `MW_DATA_RULE`, or
 * `MW_EXPR_ILLEGAL` with the place in an expression, for the first that is not one.
 */
export function rowRulesFrom(json: readonly Json[], schema: Schema): readonly RowRule[] {
  return json.map((one) => {
    const rule = one as unknown as Rule;
    if (!isRowRule(rule)) throw mwError('MW_DATA_RULE', { rule: String(rule.rule), reason: 'it is not about single rows' });
    if (rule.kind === 'row') checkNode(rule.test, { fitted: true, columns: valueTypesOf(schema) });
    if (rule.kind === 'matches') typeIn(schema, rule.column, rule);
    else testNode(rule, schema);
    return rule;
  });
}

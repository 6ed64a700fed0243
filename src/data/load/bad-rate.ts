import { mwError } from '../../core/index.js';
import type { FaultSummary } from '../definition.js';
import type { RuleResult } from '../checks/rule.js';

/** Share of rows that quarantine may hold unless the table says otherwise. */
export const DEFAULT_BAD_RATE = 0.05;

/** Throws `MW_DATA_BAD_RATE` with the worst rules when more than `limit` of the rows are in quarantine. */
export function refuseBadRate(
  label: string,
  counts: { bad: number; rows: number; limit: number },
  faults: readonly FaultSummary[],
  rules: readonly RuleResult[],
): void {
  if (counts.bad <= counts.limit * counts.rows) return;
  const worst = [
    ...faults.map((f) => ({ rule: `"${f.column}" ${f.reason}`, rows: f.count })),
    ...rules.filter((r) => r.level === 'error' && r.failed > 0).map((r) => ({ rule: `"${r.rule}"`, rows: r.failed })),
  ].toSorted((a, b) => b.rows - a.rows);
  const first = faults
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 2)
    .flatMap((f) => f.sample.slice(0, 1).map((s) => ({ row: s.row, column: f.column, value: s.value, reason: f.reason })));
  throw mwError('MW_DATA_BAD_RATE', { ...counts, worst: worst.slice(0, 3), faults: first }, { where: label });
}

/** Throws `MW_DATA_RULE_FAILED` for the first rule about the whole table that fails at level `error`. */
export function refuseWholeTable(rules: readonly RuleResult[], label: string): void {
  const failed = rules.find((r) => r.level === 'error' && r.failed > 0 && r.found !== undefined);
  if (failed) throw mwError('MW_DATA_RULE_FAILED', { rule: failed.rule, found: failed.found! }, { where: label });
}

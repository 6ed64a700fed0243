import type { FaultSample, FaultSummary } from '../definition.js';
import type { Engine } from '../engine/engine.js';
import { ident, text } from '../engine/sql.js';
import type { CellSql } from '../ingest/cell.js';
import { reasonsOf, RULE_PLACE } from '../ingest/faults.js';
import type { Rule, RuleResult } from '../checks/rule.js';
import type { WholeAnswers } from '../checks/run-rules.js';
import type { Schema } from '../schema.js';

const SAMPLE = 5;

/** What is known about the rows of a load: the table of faults, the rows themselves and what the faults' places mean. */
export interface Findings {
  readonly faults: string;
  /** All rows; `rowid` + 1 is the row. */
  readonly relation: string;
  readonly schema: Schema;
  readonly cells: readonly CellSql[];
  readonly rules: readonly Rule[];
}

/** What a fault is called and means. */
export interface Meaning {
  readonly column: string | null;
  readonly rule: string;
  readonly reason: string;
}

/** The meaning of a place and, for cells, a rule. */
export function meaningOf(found: Pick<Findings, 'cells' | 'rules'>, place: number, rule: string | null): Meaning {
  if (place >= RULE_PLACE) {
    const { rule: name } = found.rules[place - RULE_PLACE];
    return { column: null, rule: name, reason: `breaks the rule "${name}"` };
  }
  const cell = found.cells[place];
  return { column: cell.name, rule: rule!, reason: reasonsOf(cell.grammar)[rule!] };
}

/** SQL of a row's id columns as JSON text, over the alias `t`. */
export function keySql(schema: Schema): string {
  const ids = Object.entries(schema).filter(([, column]) => column.kind === 'id');
  if (ids.length === 0) return "'{}'";
  return `CAST(to_json({${ids.map(([name]) => `${text(name)}: t.${ident(name)}`).join(', ')}}) AS VARCHAR)`;
}

interface Group {
  readonly place: number;
  readonly rule: string | null;
  readonly count: number;
  readonly sample: readonly FaultSample[];
}

/** The faults by place and rule, with the first rows of each. */
async function groupsOf(engine: Engine, found: Findings): Promise<readonly Group[]> {
  const counts = await engine.rows(`SELECT place, rule, count(*) AS n FROM ${ident(found.faults)} GROUP BY ALL ORDER BY place, rule`);
  if (counts.length === 0) return [];
  const first = await engine.rows(
    `SELECT f."row", f.place, f.rule, f.value, ${keySql(found.schema)} AS key
     FROM (SELECT *, row_number() OVER (PARTITION BY place, rule ORDER BY "row") AS k FROM ${ident(found.faults)}) f
     JOIN ${ident(found.relation)} t ON t.rowid = f."row" - 1 WHERE f.k <= ${SAMPLE} ORDER BY f."row"`,
  );
  return counts.map((c) => ({
    place: Number(c['place']),
    rule: c['rule'] as string | null,
    count: Number(c['n']),
    sample: first
      .filter((f) => f['place'] === c['place'] && f['rule'] === c['rule'])
      .map((f) => ({
        row: Number(f['row']),
        key: JSON.parse(String(f['key'])) as FaultSample['key'],
        value: (f['value'] as string | null) ?? '',
      })),
  }));
}

/** Bad cells by column and rule, and what each rule of the table found. */
export async function summaries(
  engine: Engine,
  found: Findings,
  answers: WholeAnswers,
): Promise<{ faults: readonly FaultSummary[]; rules: readonly RuleResult[] }> {
  const groups = await groupsOf(engine, found);
  const faults = groups
    .filter((g) => g.place < RULE_PLACE)
    .map((g): FaultSummary => {
      const { column, rule, reason } = meaningOf(found, g.place, g.rule);
      return { column: column!, rule, reason, count: g.count, sample: g.sample };
    });
  const rules = found.rules.map(({ rule, level }, i): RuleResult => {
    const answer = answers.get(i);
    if (answer) return { rule, level, failed: answer.failed ? 1 : 0, sample: [], found: answer.found };
    const group = groups.find((g) => g.place === RULE_PLACE + i);
    return { rule, level, failed: group?.count ?? 0, sample: (group?.sample ?? []).map(({ row, key }) => ({ row, key })) };
  });
  return { faults, rules };
}

import { mwError } from '../../core/index.js';
import type { Engine } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import { RULE_PLACE } from '../ingest/faults.js';
import type { Schema } from '../schema.js';
import type { TableDefinition } from '../definition.js';
import { failingRows, falseRows } from './failing-rows.js';
import { ROW_COLUMN } from './live.js';
import type { Rule } from './rule.js';
import { testNode } from './test-node.js';
import { wholeTable } from './whole-table.js';

/** What rules run over. */
export interface RuleRun {
  /** Table or view with the schema's columns and {@link ROW_COLUMN}. */
  readonly live: string;
  readonly schema: Schema;
  /** Table that takes the failing rows, see `createFaults`; `place` is `RULE_PLACE` + the rule's place in the list. */
  readonly faults: string;
  readonly now: () => number;
  /** Loads the other table of a foreign key and gives its name. */
  readonly load: (definition: TableDefinition) => Promise<string>;
}

/** The answer of a rule about the whole table, by the rule's place. */
export type WholeAnswers = ReadonlyMap<number, { readonly failed: boolean; readonly found: string }>;

/** Runs all rules: failing rows go into the table of faults, answers about the whole table are returned. */
export async function runRules(engine: Engine, rules: readonly Rule[], run: RuleRun): Promise<WholeAnswers> {
  const doubled = rules.find((rule, i) => rules.findIndex((r) => r.rule === rule.rule) !== i);
  if (doubled) throw mwError('MW_DATA_RULE', { rule: doubled.rule, reason: 'another rule has the same name' });
  const tests = rules.flatMap((rule, place) => {
    const node = testNode(rule, run.schema);
    return node ? [{ place, node }] : [];
  });
  if (tests.length > 0) await note(engine, run, rules, `SELECT * FROM (${falseRows(run.live, tests)})`);
  const answers = new Map<number, { failed: boolean; found: string }>();
  for (const [place, rule] of rules.entries()) {
    const foreign = rule.kind === 'foreignKey' ? await run.load(rule.to) : undefined;
    const failing = failingRows(rule, run.live, run.schema, foreign);
    if (failing !== undefined) await note(engine, run, rules, `SELECT ${ident(ROW_COLUMN)}, ${place} AS place FROM (${failing})`);
    const answer = await wholeTable(engine, rule, run.live, run.schema, run.now);
    if (answer) answers.set(place, answer);
  }
  return answers;
}

async function note(engine: Engine, run: RuleRun, rules: readonly Rule[], failing: string): Promise<void> {
  const out = rules.flatMap((rule, place) => (rule.level === 'error' ? [place] : []));
  const isOut = out.length === 0 ? 'FALSE' : `place IN (${out.join(', ')})`;
  await engine.run(
    `INSERT INTO ${ident(run.faults)} SELECT ${ident(ROW_COLUMN)}, ${RULE_PLACE} + place, NULL, NULL, ${isOut} FROM (${failing})`,
  );
}

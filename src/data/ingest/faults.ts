import type { Engine } from '../engine/engine.js';
import { ident } from '../engine/sql.js';
import type { Grammar } from '../grammar/grammar.js';

/**
 * Table of what is wrong with rows: `row` (from 1), `place` (a column's place, or {@link RULE_PLACE} + a rule's), `rule`,
 * `value` (the raw cell, shortened) and `out` (the row goes to quarantine).
 */
export async function createFaults(engine: Engine): Promise<string> {
  const table = engine.name('faults');
  await engine.run(`CREATE TABLE ${ident(table)} ("row" BIGINT, place INTEGER, rule VARCHAR, value VARCHAR, "out" BOOLEAN)`);
  return table;
}

/** Places from here on are rules, not columns. */
export const RULE_PLACE = 1_000_000;

/** Characters of a raw cell that messages and quarantine show. */
export const VALUE_CHARACTERS = 80;

/** What is wrong with a cell, in words, by rule. */
export const reasonsOf = (grammar: Grammar): Readonly<Record<string, string>> => ({
  empty: 'is empty, but the column is not nullable',
  whole: 'is not a whole number',
  range: 'is beyond ±2^53, where whole numbers lose digits',
  [grammar.fault.rule]: grammar.fault.reason,
});

import type { Engine } from '../engine/engine.js';
import { isOneOf } from '../engine/sql.js';
import { portions, trimmedCells, type TextTable } from './cells.js';
import type { ColumnFacts } from './facts.js';
import { NULL_WORDS, UNKNOWN_TO_NUMBERS } from './shapes.js';
import type { SniffedColumn } from './types.js';

const WORDS: readonly SniffedColumn['kind'][] = ['id', 'category', 'text'];

/** The words that mean "nothing" in this file and that its columns do not know by themselves. */
export async function fileNulls(
  engine: Engine,
  table: TextTable,
  columns: readonly SniffedColumn[],
  facts: readonly ColumnFacts[],
  signal?: AbortSignal,
): Promise<string[]> {
  const gappy = columns.map((_, i) => i).filter((i) => facts[i].present - facts[i].usualNulls < facts[i].rows);
  const [words, others] = [true, false].map((asWords) => gappy.filter((i) => WORDS.includes(columns[i].kind) === asWords));
  const amongWords = await wordsIn(
    engine,
    table,
    words,
    NULL_WORDS.filter((w) => w !== ''),
    signal,
  );
  const amongOthers = await wordsIn(engine, table, others, UNKNOWN_TO_NUMBERS, signal);
  return [...new Set([...amongWords, ...amongOthers])];
}

async function wordsIn(
  engine: Engine,
  table: TextTable,
  columns: readonly number[],
  words: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const found = new Set<unknown>();
  for (const some of portions(columns)) {
    const rows = await engine.rows(
      `SELECT DISTINCT t FROM (${trimmedCells(table, some)}) WHERE ${isOneOf('t', words)}`,
      signal ? { signal } : {},
    );
    for (const row of rows) found.add(row['t']);
  }
  return words.filter((word) => found.has(word));
}

import { callNode, literalNode } from '../construct.js';
import type { LiteralNode, Node } from '../node.js';
import type { Aggregate, AggregateValues, OptionSpec, OptionValues, Rule } from './rule.js';

const textToNumber = [{ args: ['text'], out: 'number' }] as const;

/** Every distinct text with its number of rows, as two lists in the same order. */
const histogram = {
  levels: { type: 'texts', sql: { duckdb: ([x]) => `map_keys(histogram(${x}))` }, distinct: 'values' },
  counts: { type: 'numbers', sql: { duckdb: ([x]) => `map_values(histogram(${x}))` }, distinct: 'rows' },
} as const satisfies Record<string, Aggregate>;

interface Level {
  readonly text: string;
  readonly rows: number;
}

/** Most rows first; equal ones by code unit. */
function byFrequency({ levels, counts }: AggregateValues): readonly Level[] {
  const rows = (counts ?? []) as readonly number[];
  return ((levels ?? []) as readonly string[])
    .map((text, i) => ({ text, rows: rows[i] }))
    .toSorted((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1));
}

const levelOptions = {
  max: { type: 'int', low: 1, high: 10_000, default: 50, doc: 'Levels to keep, the most frequent ones; the rest counts as unseen.' },
  minRows: { type: 'int', low: 1, high: 1_000_000_000, default: 1, doc: 'Rows that a level must have; rarer ones count as unseen.' },
  unseen: {
    type: 'choice',
    choices: ['other', 'missing'],
    default: 'other',
    doc: 'What a text without a level becomes: a level of its own, or missing.',
  },
  missing: { type: 'choice', choices: ['missing', 'level'], default: 'missing', doc: 'What null becomes: missing, or a level of its own.' },
} as const satisfies Record<string, OptionSpec>;

/** The text with unseen and missing values mapped as the options say, and the levels that it can then have. */
function leveled(results: AggregateValues, x: Node, options: OptionValues): readonly [Node, LiteralNode] {
  const kept = byFrequency(results)
    .filter((level) => level.rows >= (options.minRows as number))
    .slice(0, options.max as number)
    .map((level) => level.text);
  const levels = [...kept];
  const own = (word: string): LiteralNode => {
    const name = freeName(word, levels);
    levels.push(name);
    return literalNode('text', name);
  };
  const seen = options.unseen === 'other' ? callNode('keepIn', x, literalNode('texts', kept), own('(other)')) : x;
  const text = options.missing === 'level' ? callNode('coalesce', seen, own('(missing)')) : seen;
  return [text, literalNode('texts', levels)];
}

/** The word, with more brackets around it as long as the data has such a level. */
const freeName = (word: string, taken: readonly string[]): string => (taken.includes(word) ? freeName(`(${word})`, taken) : word);

/** Rules that learn which texts occur. */
export const levelRules = {
  mode: {
    doc: 'The most frequent text; of equally frequent ones the first by code unit. Nulls do not count.',
    types: [{ args: ['text'], out: 'text' }],
    options: {},
    aggregates: histogram,
    fill: (results) => literalNode('text', byFrequency(results)[0]?.text ?? null),
    cases: [
      { rows: [['b'], ['a'], ['b'], [null], [null], [null]], gives: '"b"' },
      { rows: [['b'], ['a']], gives: '"a"' },
      { rows: [[null]], gives: 'null' },
    ],
  },
  category: {
    doc: 'A category column: the index of the text among the levels that training saw, most frequent first.',
    types: textToNumber,
    options: levelOptions,
    aggregates: histogram,
    fill: (results, [x], options) => callNode('code', ...leveled(results, x, options)),
    cases: [
      { rows: [['b'], ['a'], ['b'], [null]], gives: 'code(keepIn(x, ["b", "a"], "(other)"), ["b", "a", "(other)"])' },
      { rows: [['b'], ['a'], ['b']], options: { unseen: 'missing' }, gives: 'code(x, ["b", "a"])' },
      { rows: [['b'], ['c'], ['a']], options: { unseen: 'missing', max: 2 }, gives: 'code(x, ["a", "b"])' },
      { rows: [['b'], ['a'], ['b']], options: { unseen: 'missing', minRows: 2 }, gives: 'code(x, ["b"])' },
      {
        rows: [['(other)']],
        options: { missing: 'level' },
        gives: 'code(coalesce(keepIn(x, ["(other)"], "((other))"), "(missing)"), ["(other)", "((other))", "(missing)"])',
      },
      { rows: [[null]], options: { unseen: 'missing' }, gives: 'code(x, [])' },
    ],
  },
  oneHot: {
    doc: "One number per level, 1 at the text's own level and 0 elsewhere; all 0 when it has none.",
    types: [{ args: ['text'], out: 'numbers' }],
    options: levelOptions,
    aggregates: histogram,
    fill: (results, [x], options) => callNode('oneHot', ...leveled(results, x, options)),
    cases: [{ rows: [['b'], ['a'], ['b']], options: { unseen: 'missing' }, gives: 'oneHot(x, ["b", "a"])' }],
  },
  frequency: {
    doc: 'The share of the training rows (nulls left out) that have the same text; 0 for an unseen one, null for null.',
    types: textToNumber,
    options: {},
    aggregates: histogram,
    fill: (results, [x]) => {
      const levels = byFrequency(results);
      const total = levels.reduce((sum, level) => sum + level.rows, 0);
      return tableOrDefault(
        x,
        levels.map((l) => l.text),
        levels.map((l) => l.rows / total),
        0,
      );
    },
    cases: [
      {
        rows: [['b'], ['a'], ['b'], ['c'], [null]],
        gives: 'if(isNotNull(x), coalesce(lookup(x, ["b", "a", "c"], [0.5, 0.25, 0.25]), 0), null)',
      },
      { rows: [[null]], gives: 'if(isNotNull(x), coalesce(lookup(x, [], []), 0), null)' },
    ],
  },
} as const satisfies Record<string, Rule>;

/** A table from texts to numbers, with a number for texts that it does not hold; null stays null. */
function tableOrDefault(x: Node, levels: readonly string[], values: readonly number[], unseen: number): Node {
  const hit = callNode('lookup', x, literalNode('texts', levels), literalNode('numbers', values));
  return callNode('if', callNode('isNotNull', x), callNode('coalesce', hit, literalNode('number', unseen)), literalNode('number', null));
}

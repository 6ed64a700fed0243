import type { ColumnFacts } from './facts.js';

/** The two spellings of a yes/no column. */
export interface Pair {
  readonly trueText: string;
  readonly falseText: string;
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['t', 'f'],
  ['y', 'n'],
  ['on', 'off'],
];

/**
 * The spellings when a column holds exactly a known pair (`Yes`/`No`, `TRUE`/`FALSE`, `t`/`f` …), in the data's own letters.
 * A column with one of them only counts when the word is plain (`true`, `false`, `yes`, `no`); the other is then spelt alike.
 */
export function pairOf(facts: Pick<ColumnFacts, 'distinct' | 'firstText' | 'lastText'>): Pair | undefined {
  const { firstText: a, lastText: b } = facts;
  if (a === undefined || b === undefined || facts.distinct > 2) return undefined;
  if (facts.distinct === 1) return lonely(a);
  for (const [yes, no] of PAIRS) {
    if (a.toLowerCase() === yes && b.toLowerCase() === no) return { trueText: a, falseText: b };
    if (b.toLowerCase() === yes && a.toLowerCase() === no) return { trueText: b, falseText: a };
  }
  return undefined;
}

function lonely(word: string): Pair | undefined {
  for (const [yes, no] of PAIRS.slice(0, 2)) {
    if (word.toLowerCase() === yes) return { trueText: word, falseText: spelledLike(word, no) };
    if (word.toLowerCase() === no) return { trueText: spelledLike(word, yes), falseText: word };
  }
  return undefined;
}

function spelledLike(model: string, word: string): string {
  if (model === model.toUpperCase()) return word.toUpperCase();
  return model[0] === model[0].toUpperCase() ? word[0].toUpperCase() + word.slice(1) : word;
}

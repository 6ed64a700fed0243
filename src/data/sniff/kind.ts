import { pairOf } from './booleans.js';
import { dateKind } from './date-kind.js';
import type { ColumnFacts } from './facts.js';
import { mayNameAnId, namesACounter, namesADay, namesAnId, namesATime } from './names.js';
import type { SniffedKind } from './types.js';

/** The type of a column, and why. */
export interface KindVerdict {
  readonly kind: SniffedKind;
  readonly reason: string;
  readonly trueText?: string;
  readonly falseText?: string;
  readonly format?: string;
}

/** Share of cells that must fit a type; the others will be quarantined by name. */
export const FITTING_SHARE = 0.95;
/** A column named like an id with more values than this names things, not kinds of things. */
const MOST_ID_LEVELS = 1000;
const FEWEST_UNIQUE_ROWS = 20;
const NEARLY_UNIQUE = 0.95;

/** Judges a column that is not the target, by its cells first and its name second. `namedADay`: eight digits may be a day. */
export function kindOf(facts: ColumnFacts, namedADay = namesADay(facts.name)): KindVerdict {
  if (facts.present === 0) return { kind: 'category', reason: 'It is empty in every row.' };
  const pair = pairOf(facts);
  if (pair) return { kind: 'bool', ...pair, reason: `Its values are ${quoted(pair.trueText)} and ${quoted(pair.falseText)}.` };
  const date = dateKind(facts, namedADay);
  if (date) return date;
  return looksNumeric(facts) ? numericKind(facts) : wordKind(facts);
}

/** At least 95% of the cells are numbers, and the others are no codes such as `C536379`. */
export function looksNumeric(facts: ColumnFacts): boolean {
  const due = facts.present - facts.usualNulls;
  return facts.numbers > 0 && facts.numbers >= due * FITTING_SHARE && facts.codes * 2 <= due - facts.numbers;
}

function numericKind(facts: ColumnFacts): KindVerdict {
  const whole = facts.ints === facts.numbers;
  if (facts.wide > facts.numbers * (1 - FITTING_SHARE) && whole)
    return { kind: 'id', reason: 'It holds whole numbers beyond 2^53, which numbers would round.' };
  if (facts.leadingZeros > 0 && whole) return codeKind(facts, 'Its whole numbers have leading zeros, which numbers would lose');
  if (namesAnId(facts.name) && facts.whole === facts.numbers) return namedIdKind(facts);
  if (whole && isUnique(facts)) {
    if (mayNameAnId(facts.name)) return { kind: 'id', reason: 'Its name says code or number, and no value comes twice.' };
    if (countsRows(facts)) return { kind: 'id', reason: 'It counts the rows.' };
    if (isLongCode(facts)) return { kind: 'id', reason: `Its values are codes of ${facts.longest} digits, and no value comes twice.` };
  }
  const bad = facts.present - facts.usualNulls - facts.numbers;
  const but = bad > 0 ? `, all but ${bad} of ${facts.present}` : '';
  return whole
    ? { kind: 'int', reason: `Its values are whole numbers${but}.` }
    : { kind: 'number', reason: `Its values are numbers${but}.` };
}

function wordKind(facts: ColumnFacts): KindVerdict {
  if (facts.dressed >= facts.present * FITTING_SHARE) {
    return {
      kind: 'category',
      reason: `Its values are written like ${quoted(facts.firstText!)}, which is read as a word, not as a number.`,
    };
  }
  if (namesAnId(facts.name) && facts.meanBlanks < 0.5) return namedIdKind(facts);
  const ownWord = facts.distinct >= facts.present * NEARLY_UNIQUE && facts.present >= FEWEST_UNIQUE_ROWS;
  if (ownWord && facts.meanBlanks < 0.2 && (facts.withDigit * 2 >= facts.present || mayNameAnId(facts.name))) {
    return { kind: 'id', reason: `Its values are codes, and nearly every row has its own (${facts.distinct} in ${facts.present}).` };
  }
  if (isProse(facts, ownWord))
    return { kind: 'text', reason: `Its values are phrases, ${facts.distinct} different ones in ${facts.present}.` };
  if (ownWord && facts.meanBlanks < 0.2)
    return { kind: 'id', reason: `Nearly every row has its own word (${facts.distinct} in ${facts.present}).` };
  return { kind: 'category', reason: `Its values are words, ${facts.distinct} different ones in ${facts.present} rows.` };
}

/** Phrases of several words that seldom come again. */
function isProse(facts: ColumnFacts, ownWord: boolean): boolean {
  if (facts.distinct <= 50 && facts.distinct * 2 <= facts.present) return false;
  if (ownWord) return facts.meanBlanks >= 1 || facts.meanLength >= 60;
  return facts.meanBlanks >= 3 || (facts.meanBlanks >= 1 && facts.distinct * 2 > facts.present);
}

function codeKind(facts: ColumnFacts, why: string): KindVerdict {
  const names = isUnique(facts) || facts.distinct > MOST_ID_LEVELS;
  if (names) return { kind: 'id', reason: `${why}, and there are ${facts.distinct} different ones.` };
  return { kind: 'category', reason: `${why}.` };
}

function namedIdKind(facts: ColumnFacts): KindVerdict {
  if (facts.distinct === facts.present) return { kind: 'id', reason: 'Its name says id, and no value comes twice.' };
  if (facts.distinct > Math.min(MOST_ID_LEVELS, facts.present / 2)) {
    return { kind: 'id', reason: `Its name says id, and there are ${facts.distinct} different ones in ${facts.present} rows.` };
  }
  return { kind: 'category', reason: `Its name says id, but only ${facts.distinct} different ones come again and again.` };
}

const isUnique = (facts: ColumnFacts): boolean =>
  facts.distinct === facts.present && facts.present === facts.rows && facts.rows >= FEWEST_UNIQUE_ROWS;

/** Unique whole numbers from 0 or 1 that rise from row to row with few gaps. A year or a week does so too: its name saves it. */
function countsRows(facts: ColumnFacts): boolean {
  if (namesATime(facts.name) || facts.least === undefined || facts.greatest === undefined || !facts.rising) return false;
  const dense = facts.greatest - facts.least < facts.rows * 2;
  return dense && (facts.least <= 10 || namesACounter(facts.name));
}

/** Digits of one length that are too many for an amount; milliseconds since 1970 have thirteen. */
function isLongCode(facts: ColumnFacts): boolean {
  const { longest, shortest, least = 0, greatest = 0 } = facts;
  const sinceEpoch = longest === 13 && least >= 5e11 && greatest < 5e12;
  return longest >= 12 && shortest === longest && !sinceEpoch && !namesATime(facts.name);
}

const quoted = (text: string): string => `"${text}"`;

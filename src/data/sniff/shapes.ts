import { NULL_TOKENS } from '../grammar/empty.js';

const NULL_TOKEN_LIST: readonly string[] = NULL_TOKENS;
const NUMBER_LIKE = /^[+-]?(?:[0-9]+(?:[.,' ][0-9]+)*[.,]?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** A number in any spelling: `12`, `-1.5e3`, `12,5`, `1 234 567`. */
export const looksLikeNumber = (cell: string): boolean => NUMBER_LIKE.test(cell);

/** Cells that mean "nothing" wherever they stand, in a column of words too. The comparison is exact; blanks are trimmed first. */
export const NULL_WORDS: readonly string[] = ['', 'NA', 'N/A', '#N/A', 'NaN', 'nan', 'NULL', 'null', '?'];

const MORE_AMONG_NUMBERS = [
  'n/a',
  'na',
  '--',
  '..',
  '...',
  'nil',
  'missing',
  'unknown',
  'Unknown',
  '(null)',
  '\\N',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NUM!',
];

/** More cells that mean "nothing" when they stand among numbers or times; in a column of words they may be a word. */
export const NULL_AMONG_NUMBERS: readonly string[] = NULL_TOKEN_LIST.filter((token) => !NULL_WORDS.includes(token)).concat(
  MORE_AMONG_NUMBERS,
);

/** Whether a trimmed cell may mean "nothing". */
export const meansNothing = (cell: string): boolean => NULL_WORDS.includes(cell) || NULL_AMONG_NUMBERS.includes(cell);

/** Of the words that mean "nothing", those that columns of numbers and times do not know by themselves. */
export const UNKNOWN_TO_NUMBERS: readonly string[] = [...NULL_WORDS, ...NULL_AMONG_NUMBERS].filter(
  (word) => !NULL_TOKEN_LIST.includes(word),
);

/** A number or a clock time with something around it, as a pattern that RE2 and JavaScript read alike: `$12.50`, `12 %`, `(1,200)`, `12:30`. */
export const DRESSED = '\\(?[$€£¥]? ?[+-]?[0-9][0-9.,]* ?[%$€£¥]?\\)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp][Mm])?';

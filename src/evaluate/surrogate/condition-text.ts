import { listedWords } from '../../core/index.js';
import type { Condition } from './condition.js';

/** A condition in words: `tenure is below 12`, `bill is from 20 to below 45, or missing`, `Contract is "One year" or "Two year"`. */
export function conditionText(condition: Condition, read: (value: number) => string): string {
  const { feature, missing } = condition;
  const known = condition.kind === 'number' ? numberWords(condition, read) : levelWords(condition.levels);
  const isNeither = condition.kind === 'levels' && condition.levels.length === 0;
  return `${feature} is ${isNeither ? 'missing' : `${known}${missing ? ', or missing' : ''}`}`;
}

function numberWords({ from, below }: Extract<Condition, { kind: 'number' }>, read: (value: number) => string): string {
  if (from === null) return `below ${read(below!)}`;
  return below === null ? `${read(from)} or more` : `from ${read(from)} to below ${read(below)}`;
}

/** More levels than these are counted, not named. */
const MOST_LEVELS = 4;

function levelWords(levels: Extract<Condition, { kind: 'levels' }>['levels']): string {
  const words = levels.map((level) => (level === true ? 'yes' : level === false ? 'no' : `"${level}"`));
  const shown = words.length > MOST_LEVELS ? [...words.slice(0, MOST_LEVELS - 1), `one of ${words.length - MOST_LEVELS + 1} more`] : words;
  return listedWords(shown, 'or');
}

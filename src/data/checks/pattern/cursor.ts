import { mwError } from '../../../core/index.js';

/** A place in the text of a pattern. */
export interface Cursor {
  readonly source: string;
  readonly characters: readonly string[];
  at: number;
}

export const cursorOf = (source: string): Cursor => ({ source, characters: [...source], at: 0 });

/** The character here, without taking it; empty at the end. */
export const peek = (c: Cursor, ahead = 0): string => c.characters[c.at + ahead] ?? '';

/** The character here, taken. */
export const take = (c: Cursor): string => c.characters[c.at++] ?? '';

export const wrong = (c: Cursor, reason: string): Error => mwError('MW_DATA_PATTERN', { pattern: JSON.stringify(c.source), reason });

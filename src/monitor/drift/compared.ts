import type { Interval } from '../../evaluate/index.js';
import type { Part } from './column-test.js';

/** One statement about a column with its effect, before the other columns have been looked at. */
export interface ComparedPart extends Part {
  readonly statisticName: string;
  readonly effect: Interval;
  readonly limit: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly text: string;
  /** Rows of the window that took part. */
  readonly rows: number;
}

/** A column of a window beside its reference. */
export interface ComparedColumn {
  readonly feature: string;
  readonly kind: 'data' | 'prediction' | 'concept';
  /** Of the column as a whole: the one test that is made of it. */
  readonly p: number;
  readonly parts: readonly ComparedPart[];
}

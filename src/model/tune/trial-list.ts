import type { TrialRow } from '../../store/index.js';
import type { Point, Trial } from '../../tune/index.js';
import { trialOf } from './trial-end.js';

/** What is known of the trials of a study. */
export interface TrialList {
  /** Trials that have ended, by number, up to the first that has not. */
  readonly ended: readonly Trial[];
  /** All that have ended, by number: also those after one that has not. */
  all(): readonly Trial[];
  /** The point of a trial that has begun. */
  pointOf(number: number): Point | undefined;
  rowOf(number: number): TrialRow | undefined;
  /** Takes in what the store says. */
  learn(rows: readonly TrialRow[]): void;
}

/** An empty list. */
export function trialList(): TrialList {
  const ended: Trial[] = [];
  const rows = new Map<number, TrialRow>();
  return {
    ended,
    all: () => [...ended, ...[...rows.values()].toSorted((a, b) => a.number - b.number).flatMap((row) => trialOf(row) ?? [])],
    pointOf: (number) => ended[number]?.point ?? (rows.get(number)?.point as Point | undefined),
    rowOf: (number) => rows.get(number),
    learn: (news) => {
      const seen = new Set(news.map(({ number }) => number));
      for (const number of rows.keys()) if (!seen.has(number)) rows.delete(number);
      for (const row of news) rows.set(row.number, row);
      for (let next = rows.get(ended.length); next; next = rows.get(ended.length)) {
        const trial = trialOf(next);
        if (!trial) return;
        rows.delete(next.number);
        ended.push(trial);
      }
    },
  };
}

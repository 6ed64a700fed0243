import { durationWords } from '../../core/index.js';
import type { Trial } from '../../tune/index.js';
import { budgetFor } from './no-trial.js';
import type { Timekeeper } from './timekeeper.js';
import type { Tuning } from './tuning.js';

const defaultsAmong = ({ defaults }: Tuning, trials: readonly Trial[]): readonly Trial[] =>
  trials.filter(({ number }) => number < defaults);

/** The lowest loss of the defaults that finished, `Infinity` for none: what is taken is to be no worse. */
export const lossOfDefaults = (tuning: Tuning, trials: readonly Trial[]): number =>
  defaultsAmong(tuning, trials).reduce((least, { losses }) => Math.min(least, losses?.[0] ?? Infinity), Infinity);

/** Says that the time was up before the defaults had ended, and what would be enough. */
export function shortNote(tuning: Tuning, trials: readonly Trial[], time: Pick<Timekeeper, 'spent'>): string {
  const own = defaultsAmong(tuning, trials);
  const names = own.map(({ point }) => tuning.candidateOf(point).learner.name).join(', ');
  const seconds = own.reduce((sum, trial) => sum + trial.seconds, 0);
  const { beganMs, now } = time.spent();
  const words = `The budget of ${durationWords(tuning.budgetMs)} was too short: the defaults (${names}) are always run to their end`;
  return `${words}, and had ended after ${durationWords(now)}. Give ${budgetFor(beganMs, 1000 * seconds)} or more for a search beyond them.`;
}

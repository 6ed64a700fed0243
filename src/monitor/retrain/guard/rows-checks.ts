import { figure } from '../../../core/index.js';
import { brokenColumns, enoughRows, nothingNew, sameDefinition, silentFeatures, type CommonCheck, type Sides } from './common-checks.js';

/** So much less agreement, beyond the ends of both intervals, is no chance of the draw. */
const MOST_LESS = 0.05;

/** Fits of the new rows agree less with one another than fits of the champion's did. */
const lessStable: CommonCheck = ({ champion, challenger }) => {
  const [before, after] = [champion, challenger].map(({ record }) => record.metrics['stability']);
  if (!before || !after || after.high >= before.low - MOST_LESS) return [];
  return [
    `Fits of the new rows agree to ${figure(after.value)} with one another, fits of the rows of ${champion.name} did to ${figure(before.value)}: what ${challenger.name} finds is more of an accident.`,
  ];
};

/** Every check of a retrained version without a target beside its champion. */
const checks: readonly CommonCheck[] = [nothingNew, sameDefinition, enoughRows, brokenColumns, silentFeatures, lessStable];

/** The reasons for which a retrained version without a target must not promote itself; empty when nothing is odd. No outcome can confirm any. */
export const rowsDoubtsOf = (sides: Sides): readonly string[] => checks.flatMap((check) => check(sides));

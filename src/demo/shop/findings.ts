import { count, figure, money, percent } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { Evaluated, Explained, PredictedFile, Trained } from '../../model/index.js';
import { AWAY_DAYS } from './tables/customers.js';
import type { LastWeek } from './tables/demand.js';

/** What a model beside the recommender found in the shop's log, in sentences for its owner. */
export interface Finding {
  readonly model: string;
  readonly version: number;
  readonly learner: string;
  /** The question that it answers. */
  readonly title: string;
  readonly lines: readonly string[];
}

/** A version, and how it did on days that it never saw. */
export interface JudgedLater {
  readonly trained: Trained;
  readonly evaluated: Omit<Evaluated, 'evaluation'>;
}

/** Who will not come back: how well that is told, what writing to them would have brought, and who is likeliest to leave tonight. */
export function churnFinding({ trained, evaluated }: JudgedLater, tonight: Explained, letters: PredictedFile): Finding {
  const { metrics, money: earned, rows } = evaluated;
  const likely = tonight.rows
    .map((row, at) => ({ row, at }))
    .toSorted((a, b) => (b.row.probability ?? 0) - (a.row.probability ?? 0) || a.at - b.at)[0];
  return {
    ...named(trained),
    title: `Who stays away for ${AWAY_DAYS} days?`,
    lines: [
      `Of two customers, one who stayed away and one who came back, it tells which is which in ${percentSpan(metrics['auc'])} of all pairs; guessing does in half of them. That is on ${count(rows, 'customer')} two months after those it learned from.`,
      ...(earned
        ? [`Writing to those it names would have brought ${money(earned.total, earned.currency)} there${instead(earned, rows)}.`]
        : []),
      `Tonight's ${count(letters.rows, 'customer')} are in who-leaves.csv. The likeliest to leave, with ${percent(likely.row.probability ?? NaN)}, mostly because of ${because(likely.row)}.`,
    ],
  };
}

/** What will sell next week: how far off that is, beside the figure that everybody has. */
export function demandFinding({ trained, evaluated }: JudgedLater, lastWeek: LastWeek): Finding {
  const { value, low, high } = evaluated.metrics['mae'];
  return {
    ...named(trained),
    title: 'How many pieces of what go next week?',
    lines: [
      `Over ${count(evaluated.rows, 'thing and week', 'things and weeks')} after those it learned from it is off by ${figure(value, 3)} pieces on average (95%: ${figure(low, 3)} to ${figure(high, 3)}).`,
      `On the same ones last week's figure is off by ${figure(lastWeek.offBy, 3)}, and the average of the last four weeks by ${figure(lastWeek.offByMonth, 3)}${value < Math.min(lastWeek.offBy, lastWeek.offByMonth) ? '' : ': the simpler one does as well here'}.`,
    ],
  };
}

const named = ({ model, version, learner }: Trained): Pick<Finding, 'model' | 'version' | 'learner'> => ({ model, version, learner });

const percentSpan = ({ value, low, high }: Interval): string => `${percent(value)} (95%: ${percent(low)} to ${percent(high)})`;

/** What the best way to decide without the model would have brought. */
function instead({ over, perRow, currency }: NonNullable<Evaluated['money']>, rows: number): string {
  const other = (perRow - over.perRow.value) * rows;
  if (over.policy === 'nothing') return '; without it, writing to nobody is best';
  return over.policy === 'everyone' ? `; writing to everybody ${money(other, currency)}` : '';
}

const because = ({ contributions }: Explained['rows'][number]): string =>
  [...contributions]
    .filter(({ effect }) => effect > 0)
    .toSorted((a, b) => b.effect - a.effect)
    .slice(0, 2)
    .map(({ feature, value }) => `${feature.replaceAll('_', ' ')} (${typeof value === 'number' ? figure(value) : String(value)})`)
    .join(' and ');

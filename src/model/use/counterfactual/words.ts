import { figure, listedWords, percent, plainNumber } from '../../../core/index.js';
import type { Outcome } from '../../../evaluate/index.js';
import type { Schema } from '../../../data/index.js';
import type { Answer } from '../row-answers.js';
import type { CellText } from '../spelt.js';

/** One column that would have to be different. */
export interface Change {
  readonly column: string;
  readonly from: CellText;
  readonly to: CellText;
}

/** `If Contract were "Two year" instead of "Month-to-month", the chance of Churn would fall from 62% to 18%.` */
export function changeText(
  schema: Schema,
  changes: readonly Change[],
  outcome: Outcome,
  before: Answer,
  after: Answer,
  isLimited = false,
): string {
  const conditions = changes.map(({ column, from, to }) => {
    const { unit } = schema[column].spec;
    return `${column} were ${shown(to)}${unit !== undefined && typeof to === 'number' ? ` ${unit}` : ''} instead of ${shown(from)}`;
  });
  return `If ${listedWords(conditions)}, ${moved(outcome, before, after)}${decided(outcome, before, after, isLimited)}.`;
}

const shown = (value: CellText): string =>
  value === null
    ? 'missing'
    : typeof value === 'number'
      ? plainNumber(value)
      : typeof value === 'string'
        ? `"${value}"`
        : value
          ? 'yes'
          : 'no';

function moved(outcome: Outcome, before: Answer, after: Answer): string {
  const unit = outcome.task === 'regression' && outcome.unit !== undefined ? ` ${outcome.unit}` : '';
  if (outcome.task === 'binary')
    return `the chance of ${outcome.of} would ${way(before.probability!, after.probability!, (p) => percent(p))}`;
  if (outcome.task === 'multiclass' || outcome.task === 'segment')
    return `the answer would be "${after.prediction}" instead of "${before.prediction}"`;
  const what = outcome.task === 'regression' ? outcome.of : 'the score';
  return `${what} would ${way(before.prediction as number, after.prediction as number, (v) => figure(v) + unit)}`;
}

const way = (from: number, to: number, show: (value: number) => string): string =>
  from === to ? `stay at ${show(from)}` : `${to > from ? 'rise' : 'fall'} from ${show(from)} to ${show(to)}`;

function decided({ task }: Outcome, before: Answer, after: Answer, isLimited: boolean): string {
  if (after.decision !== undefined) {
    if (after.decision === before.decision) return '';
    const [doIt, ends] = isLimited ? ['be done within the limit', 'not be done'] : ['pay', 'no longer pay'];
    if (after.undecided) return `, and "${before.decision}" would not be done, for ${after.undecided}`;
    return after.decision === '' ? `, and "${before.decision}" would ${ends}` : `, and "${after.decision}" would ${doIt}`;
  }
  return task === 'binary' && after.prediction !== before.prediction ? `, and the answer would be "${after.prediction}"` : '';
}

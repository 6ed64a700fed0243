import type { AnyTask } from '../../core/index.js';
import type { RowValues } from '../../data/index.js';
import { headOf, rowBlock } from '../../features/index.js';
import { decidedBy, decider } from '../decide/index.js';
import { answerColumns, probabilityNames } from './answer.js';
import type { OpenModel } from './open-model.js';

/** What a version answers to a row. */
export interface Answer {
  readonly prediction: number | string;
  /** binary: of the positive class; multiclass: of the predicted one. */
  readonly probability?: number;
  /** Where money is declared: the act, or '' for none. */
  readonly decision?: string;
  /** Where amounts differ by row: what is wrong with those of this row, so that nobody acts on it; absent where nothing is. */
  readonly undecided?: string;
}

/** Rows, and what a version answers to them. */
export interface Answered {
  readonly answers: readonly Answer[];
  /** Calibrated, rows × outputs. */
  readonly margins: Float64Array;
}

/** The calibrated margins of rows in memory, rows × outputs. */
export function marginsOfRows({ content, encodeRow, margins }: OpenModel<AnyTask>): (rows: readonly RowValues[]) => Float64Array {
  const heads = content.features.map(headOf);
  return (rows) => margins(rowBlock(heads, rows, encodeRow));
}

/** What a version answers to rows in memory that come one by one, as a server answers them; a file's rows are answered the same, to the bit. */
export function answerRows(model: OpenModel<AnyTask>, rows: readonly RowValues[]): Answered {
  const margins = marginsOfRows(model)(rows);
  const answers = answersOf(model, answerColumns(model, margins), rows.length);
  const { decide, task } = model.content;
  if (!decide) return { margins, answers };
  const [decided, scoreOf] = [decider(decide, task), decidedBy(task)];
  return { margins, answers: answers.map((one, i) => ({ ...one, ...decided(scoreOf(margins[i]), rows[i]) })) };
}

/** Named columns of answers, row by row. */
export function answersOf(
  { content }: Pick<OpenModel<AnyTask>, 'content'>,
  columns: ReturnType<typeof answerColumns>,
  rows: number,
): readonly Answer[] {
  const { labels, task } = content;
  const names = task === 'multiclass' ? probabilityNames(labels) : [];
  return Array.from({ length: rows }, (_, i) => {
    const prediction = columns['prediction'][i] as string | number;
    const probability = columns[task === 'multiclass' ? names[labels.indexOf(String(prediction))] : 'probability']?.[i];
    const decision = columns['decision']?.[i];
    const undecided = columns['undecided']?.[i];
    return {
      prediction,
      ...(probability === undefined ? {} : { probability: probability as number }),
      ...(decision === undefined ? {} : { decision: decision as string }),
      ...(undecided ? { undecided: undecided as string } : {}),
    };
  });
}

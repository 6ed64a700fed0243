import { mwError } from '../../core/index.js';
import { answerJson } from '../answer/answer-json.js';
import { problemOf, type Problem } from '../app/problem.js';
import type { LiveVersion } from '../live/live-version.js';
import { exampleRows } from './example-row.js';

/** A request with its answer, as the version really gives it. */
export interface PredictExample {
  readonly request: object;
  readonly answer: object;
}

/** Stands for the id that an answer gets. */
export const EXAMPLE_ID = '01980a5d-ac96-774b-bcce-b302099a8057';

const REASONS = 3;

/** A row of the training data and what the version says of it; `undefined` for a model without golden rows that can be sent. */
export function predictExample(version: LiveVersion, explain: boolean): PredictExample | undefined {
  for (const row of exampleRows(version.open)) {
    const values = version.reader.read(row);
    if (values === undefined) continue;
    const margins = version.margins([values]);
    const [said, within] = [version.said(margins, 0, values), version.within?.([values], margins)[0]];
    const expected = version.expected?.([values])[0];
    const reasons = explain ? version.explain([values], REASONS)[0] : undefined;
    const answer = answerJson({ version, logged: true, rows: [{ id: EXAMPLE_ID, by: version, said, within, expected, reasons }] });
    return { request: { rows: [row], ...(explain ? { explain: REASONS } : {}) }, answer: JSON.parse(answer) as object };
  }
  return undefined;
}

/** Whether a version can say why. */
export const explains = (version: LiveVersion): boolean => version.open.predictor.contributions !== undefined;

/** What a row is answered with that lacks its first column. */
export function faultExample(version: LiveVersion): Problem | undefined {
  const [row] = exampleRows(version.open);
  const [first] = version.open.content.inputs;
  if (row === undefined || first === undefined) return undefined;
  const fault = version.reader.faultOf(Object.fromEntries(Object.entries(row).filter(([name]) => name !== first)));
  if (fault === undefined) return undefined;
  const { column, reason } = fault;
  return problemOf(mwError('MW_SERVE_ROW', { index: 0, column, reason }, { where: `rows[0].${column}` }));
}

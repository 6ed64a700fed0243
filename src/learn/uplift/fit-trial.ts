import { mwError, type Matrix, type MatrixColumn } from '../../core/index.js';
import { withParts, type FindLearner } from '../ensemble/params.js';
import type { FitRun, TrialInput } from '../learner.js';
import { resolveParams, type Member, type ParamTable } from '../params.js';
import { fitParts } from './fit-parts.js';
import type { FittedUplift } from './fitted.js';
import type { UpliftMethod } from './uplift.js';

interface Settings {
  readonly outcome: Member;
  readonly effect?: Member;
  readonly folds?: number;
}

/** Fits the parts of an uplift learner by its settings. */
export async function fitTrial(
  find: FindLearner,
  method: UpliftMethod,
  params: ParamTable,
  input: TrialInput,
  { params: given, ...run }: FitRun,
): Promise<FittedUplift> {
  const name = `${method}_learner`;
  const taskOf = (part: string) => (part === 'outcome' ? input.outcome : 'regression');
  const settings = withParts(find, taskOf, name, params, resolveParams(name, params, given)) as unknown as Settings;
  refuseAlike(name, input.x);
  const { task: _, outcome: task, ...rows } = input;
  return fitParts({ ...rows, task }, { ...run, ...settings, method, find });
}

/** Rows that nothing tells apart have one effect, and nobody to choose. */
function refuseAlike(learner: string, { columns }: Matrix): void {
  if (!columns.some(differs)) throw mwError('MW_LEARN_NOTHING_VARIES', { learner, columns: columns.map(({ name }) => name) });
}

function differs(column: MatrixColumn): boolean {
  const cells = column.kind === 'category' ? column.codes : column.values;
  return cells.some((cell: number) => !Object.is(cell, cells[0]));
}

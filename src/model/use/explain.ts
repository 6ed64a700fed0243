import type { AnyTask, Matrix } from '../../core/index.js';
import { openEngine, type Engine, type LoadedTable } from '../../data/index.js';
import { encodeRelation } from '../../features/index.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import { answerHead, type AnswerHead } from './answer-head.js';
import { comparable, rowsAgainst, type Against } from './against.js';
import { explainMatrix, type ExplainedRow } from './explain-matrix.js';
import { interactionsOf, type ExplainedPair, type PairImportance } from './interactions.js';
import { loadForModel, loadRowsForModel } from './load-rows.js';
import { openAnyModel, type OpenModel } from './open-model.js';

/** What an explanation answers: every row, in order. */
export interface Explained extends AnswerHead {
  readonly rows: readonly (ExplainedRow & {
    /** Why another version answers differently, where that was asked. */
    readonly against?: Against;
    /** The ten pairs of features that act together most, where that was asked; fewer where fewer do. */
    readonly interactions?: readonly ExplainedPair[];
  })[];
  /** The twenty pairs that act together most over all rows, where that was asked. */
  readonly interactions?: readonly PairImportance[];
}

/** How rows are explained. */
export interface ExplainOptions {
  /** Another version, `churn@7`: each row also says why this one answers differently. */
  readonly against?: string;
  /** Each row also says which features act together: what two of them move beyond what each moves alone. */
  readonly interactions?: boolean;
}

/** Explains every row of a file. */
export async function explainFile(ref: string, file: string, run: RunOptions, options: ExplainOptions = {}): Promise<Explained> {
  return explain(ref, run, options, (engine, model) => loadForModel(engine, model, file, 'predict', run));
}

/** Explains rows in memory, typed and checked like a file's. */
export async function explainRows(
  ref: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  run: RunOptions,
  options: ExplainOptions = {},
): Promise<Explained> {
  return explain(ref, run, options, (engine, model) => loadRowsForModel(engine, model, rows, run));
}

/** Explains one row given as JSON. */
export const explainRow = (
  ref: string,
  row: Readonly<Record<string, unknown>>,
  run: RunOptions,
  options: ExplainOptions = {},
): Promise<Explained> => explainRows(ref, [row], run, options);

type Load = (engine: Engine, model: OpenModel<AnyTask>) => Promise<LoadedTable>;

async function explain(ref: string, run: RunOptions, { against, interactions = false }: ExplainOptions, load: Load): Promise<Explained> {
  const model = await openAnyModel(ref, run);
  const other = against === undefined ? undefined : comparable(model, await openAnyModel(against, run));
  await using engine = await openEngine(engineOptions(run));
  const encoded = async (one: OpenModel<AnyTask>): Promise<Matrix> =>
    encodeRelation(engine, (await load(engine, one)).relation, one.content.features, 'serving');
  const x = await encoded(model);
  const rows = explainMatrix(model, x);
  const told: Explained['rows'] = other ? rowsAgainst({ model, x, rows }, other, await encoded(other)) : rows;
  const pairs = interactions ? interactionsOf(model, x) : undefined;
  return {
    ...answerHead(model),
    ...(pairs ? { rows: told.map((row, i) => ({ ...row, interactions: pairs.rows[i] })), interactions: pairs.importance } : { rows: told }),
  };
}

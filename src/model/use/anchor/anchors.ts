import { inTurns, mwError, type AnyTask } from '../../../core/index.js';
import { openEngine, schemaFromJson, type Engine, type LoadedTable, type RowValues } from '../../../data/index.js';
import { searchAnchor, type AnchorColumn, type Condition, type FoundAnchor } from '../../../evaluate/index.js';
import { engineOptions } from '../../engine-options.js';
import type { RunOptions } from '../../run.js';
import { keptSketch, type ReferenceSketch } from '../../sketch/index.js';
import { heldAim, type Aim } from '../aim.js';
import { answerHead, type AnswerHead } from '../answer-head.js';
import { loadForModel, loadRowsForModel, valuesOf } from '../load-rows.js';
import { openAnyModel, type OpenModel } from '../open-model.js';
import { answerRows, marginsOfRows, type Answer } from '../row-answers.js';
import { spelt } from '../spelt.js';
import { madeRows, rowsOfFile, type Reference } from './reference.js';
import { anchorText } from './words.js';

/** What is asked of an anchor. */
export interface AnchorOptions {
  /** The share of rows under the rule that shall get the same answer, from 0.5 to below 1; absent means 0.95. */
  readonly precision?: number;
  /** Of a number or a score, due there: answers no further away than this, either way, count as the same. */
  readonly within?: number;
  /** Ends of ranges and levels that one rule may ask for; absent means 6. */
  readonly mostConditions?: number;
  /** Rows that the model is asked about for one row; absent means 40,000. */
  readonly evaluations?: number;
  readonly seed?: number;
}

/** The same, and which rows the rule is about. */
export interface AnchorFileOptions extends AnchorOptions {
  /** A file of rows: others are like these. Absent: rows are made of what the version keeps of its training rows, each column drawn by itself. */
  readonly among?: string;
}

/** A rule that holds the answer to one row. */
export interface AnchorRow extends Answer, Pick<FoundAnchor, 'precision' | 'coverage' | 'reached'> {
  /** What stays the same, in words: `"offer a discount"`, `price from 180 to 220`. */
  readonly held: string;
  /** All of them hold for the row, at most one of a column, levels in the data's own spelling. None: nearly all rows get this answer. */
  readonly conditions: readonly Condition[];
  /** `Where tenure is below 6 months and Contract is "Month-to-month", 97% get the same answer …` */
  readonly text: string;
}

/** What anchors answer: every row, in order. */
export interface Anchors extends AnswerHead {
  /** The share of rows that was asked for. */
  readonly precision: number;
  /** Which rows the rules are about: whole rows of a file, or rows made column by column of what is kept of training; and how many. */
  readonly among: { readonly kind: Reference['kind']; readonly rows: number };
  /** The columns that a rule could speak of. */
  readonly columns: readonly string[];
  readonly rows: readonly AnchorRow[];
}

/** A rule that holds the answer, for each row of a file. */
export const anchorsOfFile = (ref: string, file: string, options: AnchorFileOptions, run: RunOptions): Promise<Anchors> =>
  anchors(ref, options, run, (engine, model) => loadForModel(engine, model, file, 'predict', run));

/** The same for rows in memory, typed and checked like a file's. */
export const anchorsOfRows = (
  ref: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  options: AnchorFileOptions,
  run: RunOptions,
): Promise<Anchors> => anchors(ref, options, run, (engine, model) => loadRowsForModel(engine, model, rows, run));

/** The same of rows as a request has them, already read, by an open version: in turns that leave the process to others between them. `signal` ends it. */
export async function anchorsOfValues(
  model: OpenModel<AnyTask>,
  sketch: ReferenceSketch,
  rows: readonly RowValues[],
  options: AnchorOptions,
  signal: AbortSignal,
): Promise<Anchors> {
  const reference = await inTurns(madeRows(model, sketch, options.seed ?? 0), signal);
  return told(model, sketch, rows, reference, options, { signal, progress: () => {} });
}

type Load = (engine: Engine, model: OpenModel<AnyTask>) => Promise<LoadedTable>;

async function anchors(ref: string, options: AnchorFileOptions, run: RunOptions, load: Load): Promise<Anchors> {
  const model = await openAnyModel(ref, run);
  const sketch = await keptSketch(model.registered, run);
  await using engine = await openEngine(engineOptions(run));
  const rows = await valuesOf(engine, await load(engine, model));
  const { among, seed = 0 } = options;
  const reference =
    among === undefined ? await inTurns(madeRows(model, sketch, seed), run.signal) : await rowsOfFile(engine, model, among, seed, run);
  return await told(model, sketch, rows, reference, options, run);
}

async function told(
  model: OpenModel<AnyTask>,
  sketch: ReferenceSketch,
  rows: readonly RowValues[],
  reference: Reference,
  options: AnchorOptions,
  { signal, progress }: Pick<RunOptions, 'signal' | 'progress'>,
): Promise<Anchors> {
  const { precision = 0.95 } = options;
  if (!(precision >= 0.5 && precision < 1))
    throw mwError('MW_MODEL_ANCHOR', { reason: `a precision of ${precision} cannot be reached for` });
  if (reference.rows.length === 0) throw mwError('MW_MODEL_ANCHOR', { reason: 'there are no rows that say what others are like' });
  const columns = sketch.columns.flatMap(({ name, kind }): AnchorColumn[] => (kind === 'skipped' ? [] : [{ name, kind }]));
  const { answers, margins } = answerRows(model, rows);
  const { outputs } = model.predictor;
  const found: AnchorRow[] = [];
  for (const [i, row] of rows.entries()) {
    progress(`looking for a rule, row ${i + 1} of ${rows.length}`);
    const aim = heldAim(model.content, margins.subarray(i * outputs, (i + 1) * outputs), row, options.within);
    const { mostConditions = 6, evaluations = 40_000, seed = 0 } = options;
    const input = { row, columns, reference: reference.rows, isSame: sameAs(model, aim), precision, mostConditions, evaluations, seed };
    found.push(rowOf(model, reference, answers[i], aim, await inTurns(searchAnchor(input), signal)));
  }
  return {
    ...answerHead(model),
    precision,
    among: { kind: reference.kind, rows: reference.rows.length },
    columns: columns.map(({ name }) => name),
    rows: found,
  };
}

function sameAs(model: OpenModel<AnyTask>, aim: Aim): (rows: readonly RowValues[]) => readonly boolean[] {
  const [marginsOf, { outputs }] = [marginsOfRows(model), model.predictor];
  return (rows) => {
    const margins = marginsOf(rows);
    return rows.map((row, i) => aim.shortfall(margins.subarray(i * outputs, (i + 1) * outputs), row) <= 0);
  };
}

function rowOf(model: OpenModel<AnyTask>, { kind }: Reference, answer: Answer, { words }: Aim, found: FoundAnchor): AnchorRow {
  const schema = schemaFromJson(model.content.schema);
  const { precision, coverage, reached } = found;
  const conditions = found.conditions.map((one): Condition =>
    one.kind === 'number' ? one : { ...one, levels: one.levels.map((level) => spelt(schema, one.feature, level) as string | boolean) },
  );
  return { ...answer, held: words, conditions, precision, coverage, reached, text: anchorText(schema, conditions, words, found, kind) };
}

import { inTurns, type AnyTask } from '../../../core/index.js';
import { openEngine, type Engine, type LoadedTable, type RowValues } from '../../../data/index.js';
import { engineOptions } from '../../engine-options.js';
import type { RunOptions } from '../../run.js';
import { keptSketch, type ReferenceSketch } from '../../sketch/index.js';
import { answerHead, type AnswerHead } from '../answer-head.js';
import { loadForModel, loadRowsForModel, valuesOf } from '../load-rows.js';
import { openAnyModel, type OpenModel } from '../open-model.js';
import { outcomeOf } from '../outcome.js';
import { answerRows, type Answer, type Answered } from '../row-answers.js';
import { spelt } from '../spelt.js';
import { scoreChanged, type ChangedRow } from './score-changed.js';
import { searcherOf, type CounterfactualOptions, type Changed, type Searched, type Searcher } from './searcher.js';
import { changeText, type Change } from './words.js';

/** One way to another answer, and what the version answers to the row changed so. */
export interface Counterfactual extends Answer {
  /** In the order of the schema, values in the data's own spelling. */
  readonly changes: readonly Change[];
  /** The sum of what the changes cost: see the schema's `annotate`. */
  readonly cost: number;
  /** `If Contract were "Two year" instead of "Month-to-month", the chance of Churn would fall from 62% to 18%.` */
  readonly text: string;
}

/** What would have to be different in one row. */
export interface CounterfactualRow extends Answer {
  /** What was looked for, in words. */
  readonly want: string;
  /** The row is answered so as it is: nothing has to change. */
  readonly already: boolean;
  /** Cheapest first; none where no change that was tried leads there. */
  readonly counterfactuals: readonly Counterfactual[];
  /** Where none leads there, the change that comes nearest. */
  readonly nearest?: Counterfactual;
}

/** What counterfactuals answer: every row, in order. */
export interface Counterfactuals extends AnswerHead {
  /** The columns that could have changed. */
  readonly changeable: readonly string[];
  readonly rows: readonly CounterfactualRow[];
}

/** What would have to be different in each row of a file. */
export const counterfactualsOfFile = (
  ref: string,
  file: string,
  options: CounterfactualOptions,
  run: RunOptions,
): Promise<Counterfactuals> =>
  counterfactuals(ref, options, run, (engine, model, beside) => loadForModel(engine, model, file, 'predict', run, beside));

/** What would have to be different in rows in memory, typed and checked like a file's. */
export const counterfactualsOfRows = (
  ref: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  options: CounterfactualOptions,
  run: RunOptions,
): Promise<Counterfactuals> =>
  counterfactuals(ref, options, run, (engine, model, beside) => loadRowsForModel(engine, model, rows, run, beside));

/**
 * The same of rows as a request has them, already read, by an open version: without a file, and in turns that leave the process to others between them. `signal` ends
 * it.
 */
export function counterfactualsOfValues(
  model: OpenModel<AnyTask>,
  sketch: ReferenceSketch,
  rows: readonly RowValues[],
  options: CounterfactualOptions,
  signal: AbortSignal,
): Promise<Counterfactuals> {
  const searcher = searcherOf(model, sketch, options);
  const prove = async (changed: readonly ChangedRow[]): Promise<Answered> =>
    answerRows(
      model,
      changed.map(({ row, values }) => ({ ...rows[row], ...values })),
    );
  return told(model, searcher, rows, { signal, progress: () => {} }, prove);
}

type Load = (engine: Engine, model: OpenModel<AnyTask>, beside: readonly string[]) => Promise<LoadedTable>;

async function counterfactuals(ref: string, options: CounterfactualOptions, run: RunOptions, load: Load): Promise<Counterfactuals> {
  const model = await openAnyModel(ref, run);
  const searcher = searcherOf(model, await keptSketch(model.registered, run), options);
  await using engine = await openEngine(engineOptions(run));
  const loaded = await load(engine, model, searcher.beside);
  const prove = (changed: readonly ChangedRow[]): Promise<Answered> => scoreChanged(engine, model, loaded.relation, searcher.open, changed);
  return await told(model, searcher, await valuesOf(engine, loaded), run, prove);
}

type Prove = (changed: readonly ChangedRow[]) => Promise<Answered>;
type Heard = Pick<RunOptions, 'signal' | 'progress'>;

async function told(
  model: OpenModel<AnyTask>,
  searcher: Searcher,
  rows: readonly RowValues[],
  heard: Heard,
  prove: Prove,
): Promise<Counterfactuals> {
  const searched = await searchAll(searcher, rows, heard);
  return { ...answerHead(model), changeable: searcher.open, rows: await provenRows(model, searcher, rows, searched, prove) };
}

async function searchAll(searcher: Searcher, rows: readonly RowValues[], { signal, progress }: Heard): Promise<readonly Searched[]> {
  const searched: Searched[] = [];
  for (const row of rows) {
    progress(`looking for changes, row ${searched.length + 1} of ${rows.length}`);
    searched.push(await inTurns(searcher.search(row), signal));
  }
  return searched;
}

/** The rows as they are, then each found change: all scored at once. */
async function provenRows(
  model: OpenModel<AnyTask>,
  { open, schema }: Searcher,
  rows: readonly RowValues[],
  searched: readonly Searched[],
  prove: Prove,
): Promise<readonly CounterfactualRow[]> {
  const candidates = searched.flatMap(({ found, nearest }, row) =>
    [...found, ...(nearest ? [nearest] : [])].map((change) => ({ row, change })),
  );
  const all = [...rows.map((_, row) => ({ row, change: STAYS })), ...candidates];
  const changed = all.map(({ row, change }): ChangedRow => ({
    row,
    values: Object.fromEntries(open.map((name) => [name, change.values[name] ?? rows[row][name]])),
  }));
  const { answers, margins } = await prove(changed);
  const { outputs } = model.predictor;
  const outcome = outcomeOf(model.content);
  const isLimited = model.content.decide?.limit !== undefined;
  const proven = candidates.map(({ row, change }, i) => {
    const at = rows.length + i;
    const isReached =
      searched[row].aim.shortfall(margins.subarray(at * outputs, (at + 1) * outputs), { ...rows[row], ...change.values }) <= 0;
    const changes = open
      .filter((column) => Object.hasOwn(change.values, column))
      .map((column) => ({ column, from: spelt(schema, column, rows[row][column]), to: spelt(schema, column, change.values[column]) }));
    const text = changeText(schema, changes, outcome(answers[row].prediction), answers[row], answers[at], isLimited);
    return { row, isReached, told: { changes, cost: change.cost, ...answers[at], text } satisfies Counterfactual };
  });
  const byRow = Map.groupBy(proven, ({ row }) => row);
  return searched.map(({ aim, already }, row) => {
    const own = byRow.get(row) ?? [];
    const found = own.filter((one) => one.isReached).map((one) => one.told);
    const nearest = found.length === 0 ? own.at(0)?.told : undefined;
    return { ...answers[row], want: aim.words, already, counterfactuals: found, ...(nearest ? { nearest } : {}) };
  });
}

const STAYS: Changed = { values: {}, cost: 0 };

import { hasTarget, MISSING_FLAG, mwError, type AnyTask, type Matrix, type MatrixColumn } from '../core/index.js';
import type { BlocksInput, FitInput, RowsInput, TrainingSet } from './learner.js';
import { paceOf } from './pace.js';

/** Rows of any task. */
type Rows = Partial<Omit<TrainingSet, 'x'>> & { readonly x: { readonly rows: number } };

/** Fewest rows to learn from: what is odd or alike shows between two. */
const leastRows = (task: AnyTask): number => (hasTarget(task) ? 1 : 2);

/**
 * Refuses what no learner can learn from, and names it: `MW_LEARN_ROWS` (too few), `MW_LEARN_LENGTH` (arrays of other lengths),
 * `MW_LEARN_COLUMN` (an infinite number, a byte that is no flag, a code beyond the levels), `MW_LEARN_TARGET` (a target that is not finite,
 * or no class), `MW_LEARN_WEIGHT` (not above 0, or not finite). Validation rows are held to the same. One pass over the rows, with turns
 * for the event loop; throws the signal's reason once it is aborted.
 */
export async function checkInput(learner: string, input: FitInput | RowsInput, signal: AbortSignal): Promise<void> {
  const { task, x } = input;
  const need = leastRows(task);
  if (x.rows < need) throw mwError('MW_LEARN_ROWS', { learner, rows: x.rows, need });
  const pace = paceOf(signal);
  const classes = task === 'binary' ? 2 : task === 'multiclass' ? input.classes : 0;
  for (const rows of 'validation' in input && input.validation ? [input, input.validation] : [input]) {
    for (const column of rows.x.columns) {
      checkColumn(learner, column, rows.x.rows);
      await pace(rows.x.rows);
    }
    checkTargets(learner, rows, classes);
    checkWeights(learner, rows);
  }
}

/** The same for rows in blocks, whose cells are checked as they are read. */
export function checkBlocks(learner: string, input: BlocksInput): BlocksInput {
  const { task, x, classes } = input;
  if (x.rows < leastRows(task)) throw mwError('MW_LEARN_ROWS', { learner, rows: x.rows, need: leastRows(task) });
  checkTargets(learner, input, task === 'binary' ? 2 : task === 'multiclass' ? classes : 0);
  checkWeights(learner, input);
  if (input.validation) {
    const { validation } = input;
    for (const column of validation.x.columns) checkColumn(learner, column, validation.x.rows);
    checkTargets(learner, validation, task === 'binary' ? 2 : task === 'multiclass' ? classes : 0);
    checkWeights(learner, validation);
  }
  const read = async function* (columns: readonly number[]): AsyncGenerator<Matrix> {
    let first = 0;
    for await (const block of x.read(columns)) {
      for (const column of block.columns) checkColumn(learner, column, block.rows, first);
      yield block;
      first += block.rows;
    }
  };
  return { ...input, x: { ...x, read } };
}

function checkLength(learner: string, field: string, entries: number, rows: number): void {
  if (entries !== rows) throw mwError('MW_LEARN_LENGTH', { learner, field, entries, rows });
}

function checkColumn(learner: string, column: MatrixColumn, rows: number, first = 0): void {
  const { name } = column;
  const cells = column.kind === 'category' ? column.codes : column.values;
  checkLength(learner, `column "${name}"`, cells.length, rows);
  const row = oddCell(column);
  if (row < 0) return;
  const due =
    column.kind === 'number'
      ? 'finite numbers, or NaN'
      : column.kind === 'flag'
        ? '0, 1 or 255'
        : `codes from -1 to ${column.levels.length - 1}`;
  throw mwError('MW_LEARN_COLUMN', { learner, column: name, due, got: cells[row], row: first + row });
}

/** The first row whose cell is none of its kind, or -1. Loops of their own, since every fit pays for them. */
function oddCell(column: MatrixColumn): number {
  if (column.kind === 'number') {
    const { values } = column;
    for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) === Infinity) return i;
  } else if (column.kind === 'flag') {
    const { values } = column;
    for (let i = 0; i < values.length; i++) if (values[i] > 1 && values[i] !== MISSING_FLAG) return i;
  } else {
    const { codes, levels } = column;
    for (let i = 0; i < codes.length; i++) if (codes[i] < -1 || codes[i] >= levels.length) return i;
  }
  return -1;
}

/** `classes`: how many there are, 0 where targets are numbers. */
function checkTargets(learner: string, { x, y }: Rows, classes: number): void {
  if (y === undefined) return;
  checkLength(learner, 'the target', y.length, x.rows);
  const row = y.findIndex((value) =>
    classes === 0 ? !Number.isFinite(value) : !(Number.isInteger(value) && value >= 0 && value < classes),
  );
  if (row >= 0)
    throw mwError('MW_LEARN_TARGET', { learner, due: classes === 0 ? 'that are finite' : `from 0 to ${classes - 1}`, got: y[row], row });
}

function checkWeights(learner: string, { x, weights }: Rows): void {
  if (weights === undefined) return;
  checkLength(learner, 'the weights', weights.length, x.rows);
  const row = weights.findIndex((weight) => !(weight > 0 && weight < Infinity));
  if (row >= 0) throw mwError('MW_LEARN_WEIGHT', { learner, got: weights[row], row });
}

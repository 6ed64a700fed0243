import type { AnyTask, Matrix } from '../../core/index.js';
import type { AppendColumn } from '../../data/index.js';
import { calledClasses, scoresOf } from '../../evaluate/index.js';
import type { ModelContent } from '../content.js';
import { labelsIn, servedParts, type Promised } from '../coverage/index.js';
import { isPlain, reasonIn, REASONS, type Decision, type RowAmounts } from '../decide/index.js';
import type { OpenModel } from './open-model.js';

/**
 * What a version says of rows, from their calibrated margins, as named columns: `prediction` and, for classes, `probability`
 * (binary, of the positive class) or `probability_CLASS`; where money is declared and the probability says it all also `decision`, the act or
 * nothing; where a coverage is promised, `low` and `high`, or the `set` of labels as a JSON list. Where the amounts of a row or a limit have a say,
 * {@link decisionColumns} has the last word on what to do.
 */
export function answerColumns(
  { content }: Pick<OpenModel<AnyTask>, 'content'>,
  margins: Float64Array,
  within?: Promised,
): Readonly<Record<string, AppendColumn>> {
  return { ...COLUMNS[content.task](content, margins), ...(within ? promisedColumns(content.labels, within) : {}) };
}

/** The same of rows as `servedFeatures` encodes them. */
export function answeredColumns(model: OpenModel<AnyTask>, served: Matrix): Readonly<Record<string, AppendColumn>> {
  const { x, segments } = servedParts(model.content as ModelContent, served);
  const margins = model.margins(x);
  return { ...answerColumns(model, margins, model.coverageOf?.(x, segments, margins)), ...armColumns(model, x) };
}

function promisedColumns(labels: readonly string[], within: Promised): Readonly<Record<string, AppendColumn>> {
  if (within.kind === 'intervals') return { ...within.bounds };
  const rows = within.sets.length / labels.length;
  return { set: Array.from({ length: rows }, (_, i) => JSON.stringify(labelsIn(within.sets, i, labels))) };
}

type Columns = (content: Answering, margins: Float64Array) => Readonly<Record<string, AppendColumn>>;
type Answering = Pick<ModelContent<AnyTask>, 'labels' | 'decide'>;

/** The columns of each task's answers. */
const COLUMNS: Readonly<Record<AnyTask, Columns>> = {
  regression: (_, margins) => ({ prediction: scoresOf('regression', 1, margins) }),
  binary: ({ labels, decide }, margins) => {
    const probability = scoresOf('binary', 1, margins);
    const called = calledClasses({ task: 'binary', classes: 1, y: new Float64Array(margins.length), scores: probability });
    return {
      prediction: Array.from(called, (k) => labels[k]),
      probability,
      ...(decide && isPlain(decide)
        ? decided(
            decide,
            probability.map((p) => Number(p >= decide.threshold)),
          )
        : {}),
    };
  },
  multiclass: ({ labels }, margins) => {
    const [classes, rows] = [labels.length, margins.length / labels.length];
    const scores = scoresOf('multiclass', classes, margins);
    const called = calledClasses({ task: 'multiclass', classes, y: new Float64Array(rows), scores });
    return {
      prediction: Array.from(called, (k) => labels[k]),
      ...Object.fromEntries(
        probabilityNames(labels).map((name, k) => [name, Float64Array.from({ length: rows }, (_, i) => scores[i * classes + k])]),
      ),
    };
  },
  segment: ({ labels }, margins) => ({ prediction: Array.from(calledOutputs(margins, labels.length), (k) => labels[k]) }),
  outlier: (_, margins) => ({ prediction: margins.slice() }),
  uplift: (_, margins) => ({ prediction: margins.slice() }),
};

/** What rows are expected to come to in either arm, where a model of effects says so. */
function armColumns({ predictor }: Pick<OpenModel<AnyTask>, 'predictor'>, x: Matrix): Readonly<Record<string, AppendColumn>> {
  if (!predictor.arms) return {};
  const { treated, control } = predictor.arms(x);
  return { expected_treated: treated, expected_control: control };
}

/** What is decided by, of an answer: the probability, or what treating a row is expected to change. */
export const scoresIn = (answer: Readonly<Record<string, AppendColumn>>): Float64Array =>
  (answer['probability'] ?? answer['prediction']) as Float64Array;

/**
 * What to do about rows, as named columns: `decision`, and where amounts differ by row `undecided`, what is wrong with a row's amounts, or nothing.
 * `acts`: per row 1 or 0.
 */
export const decisionColumns = (
  decide: Decision,
  acts: ArrayLike<number>,
  { faults }: RowAmounts,
  task: AnyTask,
): Readonly<Record<string, AppendColumn>> => ({
  ...decided(decide, acts),
  ...(faults ? { undecided: Array.from(faults, (code) => reasonIn(task, REASONS[code])) } : {}),
});

const decided = ({ act }: Decision, acts: ArrayLike<number>): { readonly decision: string[] } => ({
  decision: Array.from(acts, (one) => (one === 1 ? act : '')),
});

/** The output with the highest margin of each row; of equal ones the first. */
export function calledOutputs(margins: Float64Array, outputs: number): Int32Array {
  const out = new Int32Array(margins.length / outputs);
  for (let i = 0; i < out.length; i++)
    for (let k = 1; k < outputs; k++) if (margins[i * outputs + k] > margins[i * outputs + out[i]]) out[i] = k;
  return out;
}

/** `probability_CLASS` of each label. A table cannot tell names apart by case alone, so the later one of two is numbered: `probability_yes_2`. */
export function probabilityNames(labels: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    let name = `probability_${label}`;
    for (let n = 2; taken.has(lowered(name)); n++) name = `probability_${label}_${n}`;
    taken.add(lowered(name));
    return name;
  });
}

const lowered = (name: string): string => name.replace(/[A-Z]/g, (c) => c.toLowerCase());

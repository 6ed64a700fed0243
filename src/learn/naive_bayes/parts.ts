import type { ColumnHead } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { MOST_DEVIATIONS } from '../standardise.js';
import { heightOf, startsOf, type NaiveBayesModel } from './model.js';

const FORMAT = 1;
const NAMES = ['base', 'mean', 'deviation', 'classMean', 'classVariance', 'logs', 'centre'] as const;
/** Sums of larger effects could overflow. */
const LARGEST = 1e280;
/** The smallest variance that a fit can make. */
const NARROWEST = 1e-13;

/** A model as the artifact stores it: 8 bytes per column, class and level. */
export function partsOf(model: NaiveBayesModel): Parts {
  return {
    meta: { format: FORMAT, outputs: model.outputs, columns: model.mean.length },
    arrays: Object.fromEntries(NAMES.map((name) => [name, model[name].slice()])),
  };
}

/** The model again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(parts: Parts, heads: readonly ColumnHead[]): NaiveBayesModel {
  const { outputs, made } = checkedParts('naive_bayes', parts, FORMAT, heads.length, NAMES);
  const classes = outputs === 1 ? 2 : outputs;
  const starts = startsOf(heads);
  const columns = heads.length;
  const lengths = {
    base: outputs,
    mean: columns,
    deviation: columns,
    classMean: columns * classes,
    classVariance: columns * classes,
    logs: starts[columns] * classes,
    centre: columns * outputs,
  };
  const read = (name: keyof typeof lengths, isPossible: (value: number, at: number) => boolean): Float64Array =>
    made(name, Float64Array, lengths[name], isPossible);
  const classVariance = read('classVariance', (v) => v >= NARROWEST && v <= LARGEST);
  return {
    outputs,
    classes,
    starts,
    base: read('base', within(LARGEST)),
    mean: read('mean', () => true),
    deviation: read('deviation', (d, j) => d === 0 || (d > 0 && heads[j].kind === 'number')),
    classMean: read('classMean', within(MOST_DEVIATIONS)),
    classVariance,
    height: heightOf(classVariance),
    logs: read('logs', (log) => log <= 0 && log >= -LARGEST),
    centre: read('centre', within(LARGEST)),
  };
}

const within = (most: number) => (value: number) => Math.abs(value) <= most;

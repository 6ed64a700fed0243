import { mwError, type Json } from '../core/index.js';
import { dueText, resolveParams, type Param } from '../learn/index.js';
import type { Dimension } from './dimension.js';

/** What somebody wants a parameter to be tried at: anything between two ends (inclusive, the scale is the parameter's own unless said), or some values. */
export type ChosenRange = readonly Json[] | { readonly low: number; readonly high: number; readonly scale?: 'linear' | 'log' };

/** Ranges by parameter, of one learner. */
export type ChosenRanges = Readonly<Record<string, ChosenRange>>;

/**
 * The dimension of a range that somebody chose for a parameter. Throws `MW_TUNE_SPACE` for one that is none, is of another kind than the parameter, or is not within
 * what the parameter takes.
 */
export function chosenDimension(learner: string, name: string, param: Param, range: ChosenRange): Dimension {
  const refuse = (fault: string): Error => mwError('MW_TUNE_SPACE', { name: `${learner}.${name}`, fault }, { where: name });
  if (Array.isArray(range)) {
    for (const value of range as readonly Json[])
      if (!accepted(learner, name, param, value)) throw refuse(`it is to be ${dueText(param)}, and ${JSON.stringify(value)} is not`);
    return { type: 'choice', choices: range as readonly Json[] };
  }
  if (param.type !== 'int' && param.type !== 'number') throw refuse('it is no number: give a list of the values to try');
  const { low, high, scale = param.scale, ...others } = (range ?? {}) as Exclude<ChosenRange, readonly Json[]>;
  if (typeof low !== 'number' || typeof high !== 'number' || Object.keys(others).length > 0)
    throw refuse(`a range is {"low": …, "high": …} or a list of values, got ${JSON.stringify(range)}`);
  if (scale !== 'linear' && scale !== 'log') throw refuse(`a scale is "linear" or "log", got ${JSON.stringify(scale)}`);
  const outside = [low, high].find((end) => end < param.low || end > param.high);
  if (outside !== undefined) throw refuse(`it takes ${dueText(param)}, and the range reaches to ${outside}`);
  return { type: param.type, low, high, scale: low > 0 ? scale : 'linear' };
}

function accepted(learner: string, name: string, param: Param, value: Json): boolean {
  try {
    resolveParams(learner, { [name]: param }, { [name]: value });
    return true;
  } catch {
    return false;
  }
}

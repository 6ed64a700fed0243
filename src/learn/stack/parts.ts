import type { ColumnHead } from '../../core/index.js';
import type { FindLearner } from '../ensemble/params.js';
import { memberParts, membersFrom } from '../ensemble/parts.js';
import type { Parts } from '../learner.js';
import { MOST_MARGIN, type StackModel } from './model.js';

/** A stack as the artifact stores it: 8 bytes per member and pair of outputs, and what its members take. */
export const partsOf = ({ base, coefficients, columns, ...members }: StackModel): Parts =>
  memberParts(members, columns, { base: base.slice(), coefficients: coefficients.slice() });

/** The stack again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(find: FindLearner, parts: Parts, heads: readonly ColumnHead[]): StackModel {
  const { members, checked } = membersFrom(find, 'stack', parts, heads, ['base', 'coefficients']);
  const { outputs } = checked;
  const bounded = (name: string, length: number): Float64Array => {
    const values = checked.array(name, Float64Array, length).slice();
    const odd = values.findIndex((value) => Math.abs(value) > MOST_MARGIN);
    if (odd >= 0) throw checked.damaged(`"${name}" holds ${values[odd]} at entry ${odd}, beyond any fitted value`);
    return values;
  };
  const coefficients = bounded('coefficients', members.learners.length * outputs * outputs);
  return { ...members, base: bounded('base', outputs), coefficients, columns: heads.length };
}

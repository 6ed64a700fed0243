import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts } from '../checked-parts.js';
import { arraysOf, ownerOf, partFrom, prefixedArrays } from '../ensemble/parts.js';
import type { FindLearner } from '../ensemble/params.js';
import type { Parts } from '../learner.js';
import { ROLES, type FittedUplift, type Part, type Role } from './fitted.js';
import type { UpliftMethod } from './uplift.js';

const FORMAT = 1;
const OUTCOMES: readonly Json[] = ['binary', 'regression'];

/** Parts whose task is that of the outcome; the others are regressions, and the assignment is binary. */
const OF_OUTCOME: readonly Role[] = ['treated', 'control', 'outcome'];

const rolesOf = (method: UpliftMethod, isEstimated: boolean): readonly Role[] =>
  isEstimated ? [...ROLES[method], 'assignment'] : ROLES[method];

const taskOf = (role: Role, outcome: Part['task']): Part['task'] =>
  role === 'assignment' ? 'binary' : OF_OUTCOME.includes(role) ? outcome : 'regression';

/** An uplift model as the artifact stores it: what its parts take. */
export function partsOf({ method, outcome, parts, share, columns }: FittedUplift): Parts {
  const stored = rolesOf(method, share === undefined).map((role) => ({
    learner: parts[role]!.learner,
    ...parts[role]!.predictor.toParts(),
  }));
  return {
    meta: {
      format: FORMAT,
      outputs: 1,
      columns,
      outcome,
      share: share ?? null,
      parts: stored.map(({ learner, meta }) => ({ learner, meta })),
    },
    arrays: prefixedArrays(stored),
  };
}

/** The model again. Each part's learner checks its part. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function fittedFrom(find: FindLearner, method: UpliftMethod, parts: Parts, heads: readonly ColumnHead[]): FittedUplift {
  const known = Object.keys(parts.arrays).filter((name) => ownerOf(name) !== undefined);
  const { damaged, setting, outputs } = checkedParts(`${method}_learner`, parts, FORMAT, heads.length, known);
  if (outputs !== 1) throw damaged(`it has ${outputs} outputs, not 1`);
  const outcome = setting<Part['task']>('outcome', (value) => OUTCOMES.includes(value));
  const share = setting<number | null>('share', (value) => value === null || (typeof value === 'number' && value > 0 && value < 1));
  const roles = rolesOf(method, share === null);
  const stored = setting<Json[]>('parts', (value) => Array.isArray(value) && value.length === roles.length);
  const stray = known.find((name) => ownerOf(name)! >= roles.length);
  if (stray !== undefined) throw damaged(`it has an array "${stray}" that belongs to no part`);
  const read = roles.map((role, m) => {
    const task = taskOf(role, outcome);
    const part = partFrom(find, task, stored[m], arraysOf(parts, m), heads, damaged);
    if (part.predictor.outputs !== 1) throw damaged(`its part "${role}" has ${part.predictor.outputs} outputs`);
    return [role, { task, ...part }] as const;
  });
  return { method, outcome, parts: Object.fromEntries(read), columns: heads.length, ...(share === null ? {} : { share }) };
}

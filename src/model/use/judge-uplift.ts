import { evaluateTargeting, evaluateUplift, type Targeting, type UpliftEvaluation } from '../../evaluate/index.js';
import type { ExpectedArms } from '../../learn/index.js';
import type { TrialFacts } from '../content.js';
import { decideTogether, type Decision, type RowAmounts } from '../decide/index.js';

/** What treating by the model's decision would have earned. */
export interface JudgedTargeting extends Targeting {
  readonly act: string;
  readonly currency: string;
}

/** How a model of effects does on rows of a trial that it did not learn from. */
export interface JudgedUplift {
  readonly evaluation: UpliftEvaluation;
  /** Absent where nothing says what treating costs and brings. */
  readonly targeting?: JudgedTargeting;
}

/** Rows of a trial, what a model says of them, and how it decides about them. */
export interface UpliftToJudge {
  readonly y: Float64Array;
  readonly treated: Float64Array;
  readonly uplift: Float64Array;
  readonly weights?: Float64Array;
  /** Of each row the unit that resamples draw whole, numbered from 0: its group. Absent: each row is one. */
  readonly units?: Int32Array;
  readonly expected: ExpectedArms;
  readonly assignment: TrialFacts['assignment'];
  readonly deciding?: { readonly decide: Decision; readonly amounts: RowAmounts };
  readonly seed: number;
}

/** The ranking by Qini and groups, and the decisions in money. The rows are decided about together: a limit is held as a file's would be. */
export function judgeUplift({ expected, assignment, deciding, ...rows }: UpliftToJudge): JudgedUplift {
  const evaluation = evaluateUplift(rows);
  if (!deciding) return { evaluation };
  const { decide, amounts } = deciding;
  const targeting = evaluateTargeting({
    ...rows,
    expected,
    propensity: assignment === 'chance' ? rows.treated.reduce((sum, t) => sum + t, 0) / rows.treated.length : expected.chance,
    value: amounts.payoff.valueIfRight,
    cost: amounts.payoff.cost,
    acts: decideTogether(decide, amounts, rows.uplift).acts,
  });
  return { evaluation, targeting: { act: decide.act, currency: decide.currency ?? '', ...targeting } };
}

import {
  calibratedMargins,
  evaluate,
  takePayoff,
  unitsOfGroups,
  type ChosenRule,
  type Evaluation,
  type SliceMask,
  type Split,
} from '../../evaluate/index.js';
import type { JudgedCoverage } from '../coverage/index.js';
import { suspicions, type Warning } from '../probes/index.js';
import { sliceBits } from '../holdout.js';
import type { Choice } from './choose.js';
import { fitFurther, judgeLearned, type LearnedCoverage } from './coverage/index.js';
import { runningOf } from './decision.js';
import { encodeOn } from './encode.js';
import { explainersOf, type Explainers } from './explainers.js';
import { fitOn, marginsOf, outputsOf } from './fit-on.js';
import { maskColumns } from './masks.js';
import { candidate } from './plan.js';
import { probeFacts } from './probe-facts.js';
import { groupColumns, groupsOfRows, judgedColumns } from '../groups.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';

/** What is known of the choice by a fit that learned from the training rows alone and was judged on the holdout. */
export interface Judged extends Explainers {
  readonly evaluation: Evaluation;
  /** Calibrated, holdout rows × outputs. */
  readonly margins: Float64Array;
  /** In which slices each holdout row is, as the holdout keeps it; absent without slices. */
  readonly slices?: Int32Array;
  readonly warnings: readonly Warning[];
  /** What came of what was promised of the rows. */
  readonly coverage?: JudgedCoverage;
}

/** Fits the choice on the training rows, judges it on the holdout beside a model that knows nothing, and looks for leaks. */
export async function judge(
  training: Training,
  choice: Choice,
  split: Split,
  rule: ChosenRule | undefined,
  promise: LearnedCoverage | undefined,
): Promise<Judged> {
  const { plan, model, options, prepared } = training;
  const { chosen, calibration } = choice;
  await using encoded = await encodeOn(training, split.train);
  options.progress('looking for leaks');
  const warnings = await suspicions(await probeFacts(prepared, model.problem, encoded.serving, split, plan.seed, options.clock()));
  const fitted = await fitOn(training, encoded.training, split.train, chosen, `fitting ${chosen.learner.name}`);
  const constant = await fitOn(training, encoded.training, split.train, candidate(plan.task, 'constant', {}), 'the baseline');
  const further = promise ? await fitFurther(training, encoded.training, split.train, promise, 'fitting what is promised') : [];
  options.progress('judging it on the holdout');
  const [own, baseline, ...extra] = await marginsOf([fitted, constant, ...further], encoded.serving, split.test);
  const margins = calibratedMargins(calibration, own);
  const masks = await maskColumns(prepared, model, split.test);
  const evaluation = await evaluateOn(training, split.test, masks, margins, baseline, rule);
  const coverage = promise && judgeLearned(training, promise, split.test, margins, extra);
  return {
    evaluation,
    margins,
    ...(masks.slices.length > 0 ? { slices: bitsOf(masks.slices, sliceBits(model.slices), split.test.length) } : {}),
    warnings,
    ...(coverage ? { coverage } : {}),
    ...(await explainersOf(training, encoded, fitted, calibration, split.test, rule?.rule.threshold)),
  };
}

async function evaluateOn(
  training: Training,
  test: Int32Array,
  masks: Awaited<ReturnType<typeof maskColumns>>,
  margins: Float64Array,
  baseline: Float64Array,
  chosen: ChosenRule | undefined,
): Promise<Evaluation> {
  const { prepared, plan, model, amounts } = training;
  const { target, weights, groups } = prepared;
  const schema = prepared.loaded.schema;
  const columns = judgedColumns(schema, model.problem.target);
  const protectedGroups = await groupColumns(prepared.engine, prepared.relation, schema, columns);
  return evaluate({
    task: target.task,
    classes: outputsOf(prepared),
    y: pick(target.y, test),
    margins,
    baseline,
    seed: plan.seed,
    by: plan.metric.name,
    slices: masks.slices,
    groups: groupsOfRows(protectedGroups, test),
    ...(groups ? { units: unitsOfGroups(pick(groups, test)) } : {}),
    ...(weights ? { weights: pick(weights, test) } : {}),
    ...(target.task === 'regression' ? {} : { labels: target.labels }),
    ...(amounts && chosen
      ? {
          payoff: takePayoff(amounts.payoff, test),
          threshold: chosen.rule.threshold,
          deciding: chosen.rule,
          running: runningOf(training, chosen),
        }
      : {}),
    ...(masks.rule ? { rule: masks.rule } : {}),
  });
}

/** One bit per slice and row. */
function bitsOf(slices: readonly SliceMask[], names: readonly string[], rows: number): Int32Array {
  const bits = new Int32Array(rows);
  for (const { name, mask } of slices) {
    const at = names.indexOf(name);
    if (at >= 0) for (let i = 0; i < rows; i++) if (mask[i] === 1) bits[i] |= 1 << at;
  }
  return bits;
}

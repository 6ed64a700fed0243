import type { Json, Task } from '../../core/index.js';
import type { Engine, Schema } from '../../data/index.js';
import { unitsOfGroups } from '../../evaluate/index.js';
import { costOf, type Predictor } from '../../learn/index.js';
import type { Artifact, Golden } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { keptAmounts } from '../decide/index.js';
import type { Model } from '../define.js';
import { holdoutArrays } from '../holdout.js';
import { choose } from './choose.js';
import { errorsOf } from './errors.js';
import { incumbentMargins } from './incumbent.js';
import { knownErrors, learnCoverage } from './coverage/index.js';
import { judge } from './judge.js';
import { planWithin } from './on-disk.js';
import { outlookOf } from './outlook.js';
import { labelLook } from './label-look.js';
import type { Plan } from './plan.js';
import { prepare } from './prepare.js';
import { recordOf } from './record-of.js';
import { sketchOf } from './sketch.js';
import { refit } from './refit.js';
import { shaped } from './shaped.js';
import { rowMs, slowNote } from './row-time.js';
import { excessOf } from '../tune/limits.js';
import { withFeatures } from '../row-cost.js';
import { pick } from '../rows.js';
import type { Training } from './training.js';
import type { TrainOptions } from './settings.js';
import { holdoutOf, labelNotes, splitNotes } from './split.js';
import { amountNotes, amountsOf, decisionOf, ruleFor } from './decision.js';

/** One training from the rows to an artifact in memory: prepare, split, choose, judge, refit. Nothing is registered. */
export async function fitModel(
  engine: Engine,
  model: Model<Schema, Task>,
  options: TrainOptions,
  startedMs: number,
  asked: Plan,
): Promise<Artifact<ModelContent>> {
  const read = await prepare(engine, model.problem, options);
  const split = holdoutOf(read, model.problem, asked.seed);
  const { plan, notes } = planWithin(asked, read.rows, Object.keys(model.features).length, options);
  const amounts = await amountsOf(read, model);
  const prepared = {
    ...read,
    notes: [
      ...read.notes,
      ...amountNotes(amounts, 'binary'),
      ...splitNotes(read, model.problem, split),
      ...labelNotes(model as Model, read),
      ...notes,
    ],
  };
  for (const note of prepared.notes) options.say(note);
  const defined = { model, options, plan, prepared, ...(amounts ? { amounts } : {}) };
  const choice = await choose(defined, split.train, startedMs);
  const training = shaped(defined, choice.chosen.features);
  const rule = ruleFor(training, choice);
  const coverage = plan.coverage && (await learnCoverage(training, choice, plan.coverage, split.train));
  const judged = await judge(training, choice, split, rule, coverage);
  const { decision, notes: limited } = decisionOf(training, choice, rule, { rows: split.test, margins: judged.margins });
  const incumbent = await incumbentMargins(training, split.test);
  const { content, predictor, arrays, golden, serving } = await refit(
    training,
    choice,
    decision,
    coverage && knownErrors(coverage, prepared.target.y, split.test, judged.margins),
  );
  const timed = noteOfLimits(training, content, predictor, golden);
  for (const note of [...limited, ...timed]) options.say(note);
  const sketch = await sketchOf(training, content, judged, split.test);
  const errors = await errorsOf(training, serving, split.test, judged.margins);
  const outlook = options.learningCurve ? await outlookOf(training, choice, split, judged.margins) : {};
  const labels = await labelLook(training, choice, split, judged.margins);
  const noted = { ...choice, notes: [...(choice.notes ?? []), ...limited, ...timed] };
  const record = { ...(await recordOf(training, noted, rule, judged, split, incumbent, startedMs)), labels, ...outlook };
  const { weights, groups, target } = prepared;
  return {
    content,
    record: record as unknown as Json,
    arrays,
    golden,
    holdout: holdoutArrays({
      row: split.test,
      y: pick(target.y, split.test),
      margins: judged.margins,
      ...(incumbent ? { incumbent: incumbent.margins } : {}),
      ...(groups ? { unit: unitsOfGroups(pick(groups, split.test)) } : {}),
      ...(weights ? { weight: pick(weights, split.test) } : {}),
      ...(judged.slices ? { slices: judged.slices } : {}),
      ...(amounts ? keptAmounts(amounts, split.test) : {}),
    }),
    sketch,
    ...(errors ? { errors } : {}),
  };
}

/**
 * What is to be said of the limits: a model that was not searched for need not keep to them. The latency that was asked for is reckoned, so that the same model is
 * found everywhere; here it is measured too.
 */
function noteOfLimits({ plan, options }: Training, content: ModelContent, predictor: Predictor, { rows }: Golden): readonly string[] {
  const { limits } = plan;
  const features = new Set(content.features.map(({ of }) => of)).size;
  const excess = excessOf(withFeatures(costOf(content.learner, predictor.toParts()), features), limits);
  if (excess)
    return [`The model does not keep to the limits: ${excess.reason}. A search finds one that does: train with --budget, or --trials.`];
  const { clock } = options;
  const most = limits.microseconds === undefined ? undefined : limits.microseconds / 1000;
  if (most === undefined) return [];
  const ms = rowMs(content, predictor, rows, clock);
  return ms > most ? [slowNote(ms, most)] : [];
}

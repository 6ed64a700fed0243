import type { Json, TargetlessTask } from '../../../core/index.js';
import type { Engine, Schema } from '../../../data/index.js';
import { identityCalibration } from '../../../evaluate/index.js';
import { heldTable, type TargetlessDefinition, type TrialRows } from '../../../features/index.js';
import type { Artifact } from '../../artifact/index.js';
import type { ModelContent } from '../../content.js';
import type { Model } from '../../define.js';
import { heldOutArrays, type HeldOut } from '../../held-out.js';
import type { RowsRecord } from '../../record.js';
import { allRows } from '../../rows.js';
import { fittedOf } from '../content-of.js';
import type { Plan } from '../plan.js';
import { prepareRows } from '../prepare.js';
import { circumstances } from '../record-of.js';
import { goldenBy } from '../refit.js';
import type { TrainOptions } from '../settings.js';
import { rowsHoldoutOf, splitNotes } from '../split.js';
import type { Training } from '../training.js';
import { encodeInMemory } from './encode-in-memory.js';
import { fitOnRows } from './fit-on-rows.js';
import { importanceIn } from './importance.js';
import type { Finder, RowsJudged } from './finder.js';
import { finders } from './finders.js';
import { championName, reigningOver } from './incumbent.js';
import { rowsSketch } from './sketch.js';

/** One training without a target, from the rows to an artifact in memory: prepare, split, choose, judge, refit. Nothing is registered. */
export async function fitRows<T extends TargetlessTask>(
  engine: Engine,
  model: Model<Schema, T>,
  options: TrainOptions,
  startedMs: number,
  plan: Plan<T>,
): Promise<Artifact<ModelContent<T>>> {
  const read = await prepareRows(engine, model.problem, options);
  const split = rowsHoldoutOf(read, model.problem, plan.seed);
  const prepared = { ...read, notes: [...read.notes, ...splitNotes(read, model.problem, split)] };
  for (const note of prepared.notes) options.say(note);
  const training = { model, options, plan, prepared } as unknown as Training<T>;
  const finder = finders[plan.task] as unknown as Finder<T>;
  const { serving: x } = await encodeInMemory(training, split.train);
  const choice = await finder.choose(training, x, split.train);
  const reigning = await reigningOver(training);
  const judged = await finder.judge(training, choice.chosen, x, split, reigning);
  options.progress('refitting on all rows');
  const encoded = await encodeInMemory(training, allRows(prepared.rows));
  const fitted = await fitOnRows(
    training,
    encoded.serving,
    allRows(prepared.rows),
    choice.chosen,
    `refitting ${choice.chosen.learner.name}`,
  );
  const { labels, found, notes = [], warnings = [], decide = null } = await finder.describe(training, encoded, fitted, judged);
  for (const note of notes) options.say(note);
  const content = {
    ...fittedOf(model, encoded.features),
    task: plan.task,
    target: null,
    labels,
    learner: choice.chosen.learner.name,
    params: choice.chosen.params,
    seed: plan.seed,
    predictor: fitted.toParts().meta,
    calibration: identityCalibration(fitted.outputs),
    decide,
    ...trialFacts(model.problem, prepared.trial),
  } as unknown as ModelContent<T>;
  const parent = reigning ? { name: `${reigning.champion.model}@${reigning.champion.version}` } : await championName(model.name, options);
  const circumstance = await circumstances(training, split, parent, startedMs);
  const record: RowsRecord = {
    ...circumstance,
    notes: [...circumstance.notes, ...notes],
    metrics: judged.metrics,
    baseline: judged.baseline,
    leaderboard: choice.leaderboard,
    importance: importanceIn(model, encoded, fitted),
    effects: [],
    warnings,
    found,
  };
  return {
    content,
    record: record as unknown as Json,
    arrays: fitted.toParts().arrays,
    golden: await goldenBy(prepared, content, fitted, heldTable(encoded.serving)),
    holdout: heldOutArrays({ row: split.test, ...perRow(judged) }),
    sketch: await rowsSketch(training, content, fitted, encoded.serving, split.test),
  };
}

/** The trial that an uplift is of, as the content keeps it. */
function trialFacts({ trial }: TargetlessDefinition, rows: TrialRows | undefined): Pick<ModelContent<TargetlessTask>, 'trial'> {
  if (!trial || !rows) return {};
  const { outcome, treatment, task, labels, arms } = rows;
  return { trial: { outcome, treatment, task, labels, arms, assignment: trial.assignment } };
}

/** What a version keeps of each held-out row. */
const perRow = ({ each, scores, y, treated, unit, incumbent }: RowsJudged): Omit<HeldOut, 'row'> => ({
  ...(each ? { each } : {}),
  ...(scores ? { scores } : {}),
  ...(y ? { y } : {}),
  ...(treated ? { treated } : {}),
  ...(unit ? { unit } : {}),
  ...(incumbent ? { incumbent } : {}),
});

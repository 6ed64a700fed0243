import type { Json } from '../../core/index.js';
import { openEngine, schemaToJson, type Engine } from '../../data/index.js';
import { breakEven, calibratedMargins, chooseThreshold, evaluate, scoresOf, unitsOfGroups, type Evaluation } from '../../evaluate/index.js';
import { rowEncoder, joinedSchema } from '../../features/index.js';
import { usedColumns } from '../../expr/index.js';
import type { Predictor } from '../../learn/index.js';
import type { Artifact } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import type { Model } from '../define.js';
import { engineOptions } from '../engine-options.js';
import { suspicions } from '../probes/index.js';
import type { ModelRecord } from '../record.js';
import { rowPredictor } from '../use/open-model.js';
import { candidate } from './candidates.js';
import { choose, type Choice } from './choose.js';
import { fitOn, marginsOf, outputsOf, pick } from './compare.js';
import { encodeOn, type EncodedRows } from './encode.js';
import { explainersOf } from './explainers.js';
import { goldenOf } from './golden.js';
import { incumbentMargins } from './incumbent.js';
import { commitOf, lineageOf } from './lineage.js';
import { prepare, type Prepared } from './prepare.js';
import { probeFacts } from './probe-facts.js';
import { answerOf, type Trained } from './trained.js';
import { runToItsEnd } from './run-to-its-end.js';
import type { TrainOptions } from './settings.js';
import { maskColumns } from './masks.js';
import { holdoutOf } from './split.js';

/**
 * Trains a model and registers it as a new version.
 *
 * 1. Reads, types and checks the data; bad rows go to quarantine.
 * 2. Sets the holdout apart; nothing below but step 4 sees it.
 * 3. Compares linear and gbdt by cross-validation (unless a learner is named), features fitted within each fold.
 * 4. Fits the winner on the training rows and judges it on the holdout, beside a model that knows nothing.
 * 5. Refits on all rows with the same settings, replays golden rows through both engines, registers the artifact.
 *
 * The same data, seed and settings give the same digest, for any number of threads.
 *
 * ```ts
 * const { model, version, metrics } = await train(churn, { workspace, ... });
 * ```
 */
export async function train(model: Model, options: TrainOptions): Promise<Trained> {
  const started = options.clock();
  return runToItsEnd(model, options, async (runId) => {
    await using engine = await openEngine(engineOptions(options));
    const artifact = await fitModel(engine, model, options, started);
    options.progress('registering the version');
    const version = await options.workspace.registry.register(model.name, artifact, runId);
    return answerOf(version, artifact, (options.clock() - started) / 1000);
  });
}

async function fitModel(engine: Engine, model: Model, options: TrainOptions, started: number): Promise<Artifact<ModelContent>> {
  const seed = options.seed ?? model.seed;
  const settings = { seed, threads: options.threads ?? 1 };
  const prepared = await prepare(engine, model.problem, options);
  for (const note of prepared.notes) options.say(note);
  const split = holdoutOf(prepared, model.problem, seed);
  const choice = await choose(prepared, model, split.train, seed, options);
  const encoded = await encodeOn(prepared, model.features, split.train, seed);
  const warnings = suspicions(await probeFacts(prepared, model.problem, encoded.serving, split, seed, options.clock()));
  const fitted = await fitOn(
    prepared,
    encoded.training,
    split.train,
    choice.chosen,
    settings,
    options,
    `fitting ${choice.chosen.learner.name}`,
  );
  const margins = calibratedMargins(choice.calibration, marginsOf(fitted, encoded.serving, split.test));
  const threshold = thresholdOf(prepared, model, choice, seed);
  options.progress('judging it on the holdout');
  const evaluation = await judge(prepared, model, choice, encoded, split, margins, threshold, settings, options);
  const incumbent = await incumbentMargins(prepared, model, split.test, options);
  const explainers = explainersOf(prepared, model, encoded, fitted, choice.calibration, split.test);
  options.progress('refitting on all rows');
  const all = Int32Array.from({ length: prepared.rows }, (_, i) => i);
  const final = await encodeOn(prepared, model.features, all, seed);
  const predictor = await fitOn(prepared, final.training, all, choice.chosen, settings, options, `refitting ${choice.chosen.learner.name}`);
  const content = contentOf(prepared, model, choice, final, predictor, threshold, seed);
  const record: ModelRecord = {
    metric: choice.metric.name,
    metrics: evaluation.metrics,
    baseline: Object.fromEntries(Object.entries(evaluation.baseline).map(([name, { value }]) => [name, value])),
    leaderboard: choice.leaderboard,
    rows: { train: split.train.length, holdout: split.test.length, quarantined: prepared.quarantined },
    evaluation,
    ...explainers,
    warnings,
    notes: prepared.notes,
    quality: qualityOf(prepared),
    lineage: lineageOf(
      prepared,
      incumbent,
      { train: split.train.length, holdout: split.test.length, refit: all.length },
      seed,
      options,
      await commitOf(options.workspace.root),
    ),
    seconds: (options.clock() - started) / 1000,
  };
  const byRow = rowPredictor(content, predictor, rowEncoder(content.features));
  const ofEncoded = (row: Float64Array): Float64Array => {
    const out = new Float64Array(predictor.outputs);
    predictor.predictRow(row, out);
    return calibratedMargins(choice.calibration, out);
  };
  return {
    content,
    record: record as unknown as Json,
    arrays: predictor.toParts().arrays,
    golden: await goldenOf(prepared, content.features, final.serving, byRow, ofEncoded),
    holdout: {
      row: split.test,
      y: pick(prepared.target.y, split.test),
      margins,
      ...(incumbent ? { incumbent: incumbent.margins } : {}),
      ...(prepared.groups ? { unit: unitsOfGroups(Int32Array.from(split.test, (i) => prepared.groups![i])) } : {}),
    },
  };
}

/** Money: the probability from which acting pays, from predictions that no fit saw; without them the break-even of the amounts. */
function thresholdOf(prepared: Prepared, model: Model, choice: Choice, seed: number): number | undefined {
  if (!model.decide || prepared.target.task !== 'binary') return undefined;
  if (!choice.outOfFold) return breakEven(model.decide);
  const { rows, margins } = choice.outOfFold;
  const weights = prepared.weights && pick(prepared.weights, rows);
  return chooseThreshold(
    model.decide,
    { y: pick(prepared.target.y, rows), probability: scoresOf('binary', 1, margins), ...(weights ? { weights } : {}) },
    { seed },
  ).threshold;
}

async function judge(
  prepared: Prepared,
  model: Model,
  choice: Choice,
  encoded: EncodedRows,
  split: { readonly train: Int32Array; readonly test: Int32Array },
  margins: Float64Array,
  threshold: number | undefined,
  settings: { seed: number; threads: number },
  options: TrainOptions,
): Promise<Evaluation> {
  const { target, weights } = prepared;
  const constant = await fitOn(
    prepared,
    encoded.training,
    split.train,
    candidate(target.task, 'constant', {}),
    settings,
    options,
    'the baseline',
  );
  const masks = await maskColumns(prepared, model, split.test);
  return evaluate({
    task: target.task,
    classes: outputsOf(prepared),
    y: pick(target.y, split.test),
    margins,
    baseline: marginsOf(constant, encoded.serving, split.test),
    seed: settings.seed,
    by: choice.metric.name,
    slices: masks.slices,
    ...(prepared.groups ? { units: unitsOfGroups(Int32Array.from(split.test, (i) => prepared.groups![i])) } : {}),
    ...(weights ? { weights: pick(weights, split.test) } : {}),
    ...(target.task === 'regression' ? {} : { labels: target.labels }),
    ...(model.decide && threshold !== undefined ? { payoff: model.decide, threshold } : {}),
    ...(masks.rule ? { rule: masks.rule } : {}),
  });
}

function contentOf(
  prepared: Prepared,
  model: Model,
  choice: Choice,
  final: EncodedRows,
  predictor: Predictor,
  threshold: number | undefined,
  seed: number,
): ModelContent {
  const schema = joinedSchema(model.problem.table);
  return {
    name: model.name,
    task: prepared.target.task,
    target: model.problem.target,
    labels: prepared.target.labels,
    schema: schemaToJson(schema) as unknown as Json,
    inputs: usedColumns(final.features.map((f) => f.node)),
    reading: readingOf(model),
    ids: Object.entries(schema).flatMap(([name, column]) => (column.kind === 'id' ? [name] : [])),
    features: final.features,
    learner: choice.chosen.learner.name,
    params: choice.chosen.params,
    seed,
    predictor: predictor.toParts().meta,
    calibration: choice.calibration,
    decide: model.decide && threshold !== undefined ? { ...model.decide, threshold } : null,
    gate: model.gate,
  };
}

/** How a text file is to be read that looks like the training file: what its path does not tell. */
function readingOf(model: Model): Json {
  const { source } = model.problem.table;
  if (source.kind !== 'csv') return {};
  const { path: _, ...reading } = source;
  return reading as unknown as Json;
}

function qualityOf({ loaded }: Prepared): ModelRecord['quality'] {
  return {
    read: loaded.read,
    rules: loaded.rules.map(({ rule, level, failed }) => ({ rule, level, failed })),
    faults: loaded.faults.map(({ column, reason, count }) => ({ column, reason, count })),
  };
}

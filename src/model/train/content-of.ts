import type { Json } from '../../core/index.js';
import { schemaToJson } from '../../data/index.js';
import { usedColumns } from '../../expr/index.js';
import { joinedSchema, type FittedFeatures } from '../../features/index.js';
import type { Predictor } from '../../learn/index.js';
import type { ModelContent } from '../content.js';
import type { ServedCoverage } from '../coverage/index.js';
import { amountNodes, type Decision } from '../decide/index.js';
import type { Model } from '../define.js';
import type { Choice } from './choose.js';
import type { Training } from './training.js';

/** The fitted content that a training ends in: what the digest is of. */
export function contentOf(
  { model, plan, prepared }: Training,
  choice: Choice,
  features: FittedFeatures,
  predictor: Predictor,
  decision: Decision | null,
  coverage: ServedCoverage | undefined,
): ModelContent {
  return {
    ...fittedOf(model, coverage?.by ? [...features, coverage.by.feature] : features),
    features,
    task: prepared.target.task,
    target: model.problem.target,
    labels: prepared.target.labels,
    learner: choice.chosen.learner.name,
    params: choice.chosen.params,
    seed: plan.seed,
    predictor: predictor.toParts().meta,
    calibration: choice.calibration,
    decide: decision,
    ...(coverage ? { coverage } : {}),
  };
}

/** What the content of every task says of its rows and features. */
export function fittedOf(
  model: Model,
  features: FittedFeatures,
): Pick<ModelContent, 'name' | 'schema' | 'inputs' | 'reading' | 'ids' | 'features' | 'gate'> {
  const schema = joinedSchema(model.problem.table);
  return {
    name: model.name,
    schema: schemaToJson(schema) as unknown as Json,
    inputs: usedColumns([...features.map((f) => f.node), ...amountNodes(model.decide)]),
    reading: readingOf(model),
    ids: Object.entries(schema).flatMap(([name, column]) => (column.kind === 'id' ? [name] : [])),
    features,
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

import { calibratedMargins } from '../../evaluate/index.js';
import { rowEncoder, type EncodedTable } from '../../features/index.js';
import type { Predictor } from '../../learn/index.js';
import type { Golden } from '../artifact/index.js';
import type { ArtifactArrays } from '../artifact/index.js';
import type { ModelContent } from '../content.js';
import { servedFeatures } from '../coverage/index.js';
import { amountNodes, type Decision } from '../decide/index.js';
import { rowPredictor } from '../use/open-model.js';
import type { Choice } from './choose.js';
import { keptCoverage, refitFurther, type LearnedCoverage } from './coverage/index.js';
import { contentOf } from './content-of.js';
import { encodeOn } from './encode.js';
import { fitOn } from './fit-on.js';
import { goldenOf } from './golden.js';
import { allRows } from '../rows.js';
import type { PreparedRows } from './prepare.js';
import type { Training } from './training.js';

/** The model that is registered. */
export interface Refitted {
  readonly content: ModelContent;
  readonly predictor: Predictor;
  /** Of the predictor, and of those that its coverage needs. */
  readonly arrays: ArtifactArrays;
  readonly golden: Golden;
  /** All rows, encoded as the server encodes them. */
  readonly serving: EncodedTable;
}

/** Fits the choice once more, on all rows with the same settings, and proves that both readings of a row agree. */
export async function refit(
  training: Training,
  choice: Choice,
  decision: Decision | null,
  promise: LearnedCoverage | undefined,
): Promise<Refitted> {
  training.options.progress('refitting on all rows');
  const all = allRows(training.prepared.rows);
  await using encoded = await encodeOn(training, all);
  const predictor = await fitOn(training, encoded.training, all, choice.chosen, `refitting ${choice.chosen.learner.name}`);
  const kept = promise && keptCoverage(promise, await refitFurther(training, encoded.training, promise));
  const content = contentOf(training, choice, encoded.features, predictor, decision, kept?.content);
  const arrays = { ...predictor.toParts().arrays, ...kept?.arrays };
  return {
    content,
    predictor,
    arrays,
    golden: await goldenBy(training.prepared, content, predictor, encoded.serving),
    serving: encoded.serving,
  };
}

/** Golden rows of a predictor, as a server will answer them. `x` are all rows of the table, encoded. */
export function goldenBy(
  prepared: PreparedRows,
  content: Pick<ModelContent, 'features' | 'calibration' | 'coverage' | 'decide'>,
  predictor: Predictor,
  x: EncodedTable,
): Promise<Golden> {
  const byRow = rowPredictor(content, predictor, rowEncoder(content.features));
  const ofEncoded = (row: Float64Array): Float64Array => {
    const out = new Float64Array(predictor.outputs);
    predictor.predictRow(row, out);
    return calibratedMargins(content.calibration, out);
  };
  return goldenOf(prepared, servedFeatures(content), amountNodes(content.decide), x, byRow, ofEncoded);
}

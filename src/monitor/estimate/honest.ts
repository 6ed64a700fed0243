import { logit, neverSure, sigmoid, softmaxInto } from '../../core/index.js';
import { calibratedMargins, fitCalibration } from '../../evaluate/index.js';
import { outputsIn, type Holdout, type ModelContent } from '../../model/index.js';

type Content = Pick<ModelContent, 'task' | 'labels'>;

/**
 * What is to be believed of served probabilities: they, put right by the affine map of log-odds (a temperature for several classes) that makes
 * those of the holdout honest. A model that is too sure of itself would otherwise promise too much.
 */
export function honestChances({ task, labels }: Content, scores: Float64Array, { y, margins, weight }: Holdout): Float64Array {
  if (task === 'regression') throw new TypeError('a regression has no probabilities');
  const classes = outputsIn({ task, labels });
  const map = fitCalibration({ task, classes, y, margins, ...(weight ? { weights: weight } : {}) });
  const clamped = scores.map(neverSure);
  if (task === 'binary') return calibratedMargins(map, clamped.map(logit)).map(sigmoid);
  const honest = calibratedMargins(map, clamped.map(Math.log));
  for (let at = 0; at < honest.length; at += classes) softmaxInto(honest, honest, at, classes);
  return honest;
}

import { importanceOf } from '../../learn/index.js';
import type { EncodedTable, FittedFeatures } from '../../features/index.js';
import { fitOn } from './fit-on.js';
import { candidate } from './plan.js';
import type { Training } from './training.js';

/** Trees that say what the features are worth: few and small, for the order alone. */
const RANKING = { trees: 50, leaves: 15 };

/**
 * How much each column's feature says about the target in some rows, as the feature's place: 0 for the one by which boosted trees gain most, all columns of a
 * feature together. Nothing of other rows is looked at, and categories are read as training rows read them. Features that the parameters of a learner name come
 * first, for they are not to be left out; equal ones stand in the order of the definition. One fit of small trees.
 */
export async function featureRanks(training: Training, features: FittedFeatures, x: EncodedTable, rows: Int32Array): Promise<Int32Array> {
  const predictor = await fitOn(training, x, rows, candidate(training.plan.task, 'gbdt', RANKING), 'ranking the features');
  const { gain } = importanceOf(predictor.toParts(), x.heads);
  const names = [...new Set(features.map(({ of }) => of))];
  const gains = new Map(names.map((name) => [name, 0]));
  features.forEach(({ of }, column) => gains.set(of, gains.get(of)! + gain[column]));
  const { directed = [], grouped = [] } = training.plan.named ?? {};
  const named = new Set([...directed, ...grouped]);
  const isNamed = new Set(features.flatMap((feature) => (named.has(feature.name) || named.has(feature.of) ? [feature.of] : [])));
  const order = names.toSorted((a, b) => Number(isNamed.has(b)) - Number(isNamed.has(a)) || gains.get(b)! - gains.get(a)!);
  const place = new Map(order.map((name, at) => [name, isNamed.has(name) ? 0 : at]));
  return Int32Array.from(features, ({ of }) => place.get(of)!);
}

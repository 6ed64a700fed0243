import { mwError } from '../core/index.js';
import type { Engine } from '../data/index.js';
import { foldConstants, holesOf, keyOf, learnedRules, replace, substitute, type Node, type Rule, type RuleName } from '../expr/index.js';
import { fillsOf } from './aggregates.js';
import { fitDirections } from './directions.js';
import { expand } from './expand.js';
import type { FittedFeatures } from './fitted.js';
import { fitTargetMean } from './target-mean.js';
import type { TrainingView } from './training-view.js';

/**
 * Fills every learned hole of the features from the training rows (part 1 of the view), innermost first.
 * Fitting is substitution: the result is closed data, without a hole. Without holes no view is needed.
 * The literals do not depend on the number of threads.
 */
export async function fitFeatures(
  engine: Engine,
  features: Readonly<Record<string, Node>>,
  view: TrainingView | undefined,
): Promise<FittedFeatures> {
  let serving = new Map(Object.entries(features));
  const outOfFold = new Map<string, Node>();
  const explained = new Map<string, readonly number[]>();
  for (;;) {
    const holes = holesOf(serving.values()).filter((h) => holesOf(h.args).length === 0);
    if (holes.length === 0 || !view) break;
    const kinds = Map.groupBy(holes, (h) => needOf(learnedRules[h.rule as RuleName]));
    const fills = await fillsOf(engine, kinds.get('aggregates') ?? [], view);
    for (const hole of kinds.get('rows') ?? []) {
      const { node, shares } = await fitDirections(engine, hole, view);
      fills.set(keyOf(hole), node);
      explained.set(keyOf(foldConstants(node)), shares);
    }
    for (const hole of kinds.get('target') ?? []) {
      const isNested = hole.args.some((arg) => replace(arg, (part) => outOfFold.get(keyOf(part))) !== arg);
      if (isNested) throw mwError('MW_FEATURES_TARGET_NESTED', {});
      const fitted = await fitTargetMean(engine, hole, view);
      fills.set(keyOf(hole), fitted.serving);
      outOfFold.set(keyOf(fitted.serving), fitted.training);
    }
    serving = new Map([...serving].map(([name, node]) => [name, substitute(node, fills)]));
  }
  return [...serving].flatMap(([name, node]) => {
    const trained = outOfFold.size === 0 ? node : replace(node, (part) => outOfFold.get(keyOf(part)));
    const served = foldConstants(node);
    return expand(name, served, trained === node ? served : foldConstants(trained), explained.get(keyOf(served)));
  });
}

/** What a rule is fitted from. */
const needOf = ({ needsTarget, needsRows }: Rule): 'target' | 'rows' | 'aggregates' =>
  needsTarget ? 'target' : needsRows ? 'rows' : 'aggregates';

import type { Engine } from '../data/index.js';
import { duckdbClean, learnedRules, selectSql, type LearnedNode, type Node } from '../expr/index.js';
import { directionsOf, momentSum } from '../kernel/index.js';
import type { TrainingView } from './training-view.js';

/** What fills a hole of directions, and the share of the sum of squares that each explains. */
export interface FittedDirections {
  readonly node: Node;
  readonly shares: readonly number[];
}

/** Reads the training rows once, a few thousand at a time, in the table's order; they are never in memory together. */
export async function fitDirections(engine: Engine, hole: LearnedNode, view: TrainingView): Promise<FittedDirections> {
  const names = hole.args.map((_, i) => `a${i}`);
  const outputs = hole.args.map((node, i) => ({ name: names[i], node }));
  const sum = momentSum(new Float64Array(names.length));
  for await (const block of engine.chunks(selectSql({ outputs, from: await view.learned(), dialect: duckdbClean })))
    sum.add(names.map((name) => block.number(name)));
  const { weights, shares } = directionsOf(sum.total().products, names.length, hole.options['components'] as number);
  const { fill } = learnedRules.svd;
  return { node: fill({ weights: [...weights] }, hole.args, hole.options, 'numbers'), shares: [...shares] };
}

import { figure, type ColumnHead } from '../../core/index.js';
import {
  columnTerms,
  groupWords,
  pairChart,
  strongestPair,
  termsChart,
  type PairTable,
  type ReadNumber,
  type Term,
} from '../../evaluate/index.js';
import { headOf } from '../../features/index.js';
import { shapesOf, type LearnerName, type Parts, type Shapes } from '../../learn/index.js';
import type { OpenModel } from '../use/open-model.js';
import { raw, type Html } from './html.js';
import { chart, narrowChart } from './section.js';

const MOST_TERMS = 6;

/** Learners whose model is a sum of functions that can be drawn, and how those are read from its parts. */
const SHAPES: Partial<Record<LearnerName, (parts: Parts, heads: readonly ColumnHead[]) => Shapes>> = { ebm: shapesOf };

/** The functions that a model adds up, where it is such a sum: the strongest features and the strongest pair. */
export function shapeCharts(
  { content, predictor }: OpenModel,
  unit: string,
  of: string,
  texts: ReadonlyMap<string, ReadNumber>,
): readonly Html[] {
  const read = SHAPES[content.learner as LearnerName];
  if (!read) return [];
  const heads = content.features.map(headOf);
  const input = { shapes: read(predictor.toParts(), heads), heads, scale: content.calibration.scale };
  const terms = columnTerms(input).slice(0, MOST_TERMS);
  const pair = strongestPair(input);
  return [
    ...(terms.length > 0 ? [chart(raw(termsChart(terms, unit, texts)), termsWords(terms[0], of))] : []),
    ...(pair ? [narrowChart(raw(pairChart(pair, unit, texts)), pairWords(pair, texts))] : []),
  ];
}

/** What to see in the curves. */
function termsWords({ feature, points }: Term, of: string): string {
  const means = points.map(({ mean }) => mean);
  const [low, high] = [Math.min(...means), Math.max(...means)];
  return (
    `These curves are the model itself: where one is above 0, the value raises ${of}, and below it lowers it; ` +
    `${feature} moves it most, from ${figure(low, 2)} to ${high > 0 ? '+' : ''}${figure(high, 2)}.`
  );
}

/** What to see in the table: the cell that stands out most. */
function pairWords({ features, groups, scores }: PairTable, texts: ReadonlyMap<string, ReadNumber>): string {
  const cells = scores.flatMap((line, i) => line.map((score, j) => ({ score, i, j }))).filter(({ score }) => !Number.isNaN(score));
  const [most] = cells.toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score));
  const [one, other] = [most.i, most.j].map(
    (at, side) => `${features[side]} is ${groupWords(groups[side][at], texts.get(features[side]))}`,
  );
  const verdict = `${most.score > 0 ? 'adds' : 'takes away'} ${figure(Math.abs(most.score), 2)}`;
  return `The pair that says most beyond its two curves: it ${verdict} where ${one} and ${other}.`;
}

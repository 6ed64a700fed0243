import { figure } from '../../core/index.js';
import { holding, type Interval } from '../../evaluate/index.js';
import { SKETCH_LIMITS, type NumberSketch } from '../../model/index.js';
import { standardised } from './contrast.js';
import { partOf } from './column-test.js';
import type { ComparedPart } from './compared.js';
import { compareNulls } from './compare-nulls.js';
import type { DriftSettings } from './limits.js';
import { modalContrast } from './modal.js';
import { place, type Placed } from './placed.js';
import { placedFigures } from './placed-figures.js';
import { placedWasserstein } from './placed-wasserstein.js';
import { rankTest } from './rank-test.js';
import { pointsOf } from './reference-points.js';
import { wasserstein } from './stats/wasserstein.js';

/** Bins of PSI and Jensen–Shannon distance, with equal shares of the reference. */
const BINS = 10;

/** A column of numbers beside its reference: its values, and which cells are empty. */
export function compareNumbers(name: string, sketch: NumberSketch, window: Float64Array, settings: DriftSettings): readonly ComparedPart[] {
  const placed = place(pointsOf(sketch.sample), window);
  const nulls = compareNulls(name, sketch, placed.nulls, window.length, settings);
  if (placed.size < settings.minRows || placed.points.size === 0) return nulls;
  return [compareValues(name, sketch, placed, distanceOf(sketch, placed, window), settings), ...nulls];
}

/** Windows as small as the reference's sample are sorted and measured exactly; larger ones are measured as they were placed. */
function distanceOf({ sample }: NumberSketch, placed: Placed, window: Float64Array): Interval {
  const estimate = placedWasserstein(placed);
  if (window.length > SKETCH_LIMITS.values) return estimate;
  const value = wasserstein(sample, window.filter((cell) => !Number.isNaN(cell)).toSorted());
  return { value, low: Math.max(0, value - (estimate.value - estimate.low)), high: value + (estimate.high - estimate.value) };
}

function compareValues(name: string, sketch: NumberSketch, placed: Placed, distance: Interval, settings: DriftSettings): ComparedPart {
  const [n, m] = [placed.size, placed.points.size];
  const contrast = rankTest(placed);
  const rare = contrast.df === 0 ? modalContrast(placed) : undefined;
  const tested = rare ?? contrast;
  const part = partOf(tested, standardised(tested.statistic, n, m));
  const unit = sketch.std !== null && sketch.std > 0 ? sketch.std : 1;
  return {
    ...part,
    statisticName: 'wasserstein',
    effect: ended(scaled(distance, unit), part.p),
    limit: settings.limits.wasserstein!,
    figures: { ...placedFigures(placed, BINS), mean: placed.mean, reference_mean: sketch.mean! },
    text: sentence(name, sketch, placed),
    rows: n,
  };
}

const scaled = ({ value, low, high }: Interval, unit: number): Interval => ({ value: value / unit, low: low / unit, high: high / unit });

/** An interval of an effect that cannot be negative holds 0 where the test sees nothing at 5%: near 0 the test knows better. */
const ended = (effect: Interval, p: number): Interval => (p > 0.05 ? { ...effect, low: 0 } : holding(effect));

function sentence(name: string, { mean, std, unit }: NumberSketch, { mean: now }: Placed): string {
  const [from, to] = [figure(mean), figure(now)];
  const units = unit === undefined ? '' : ` ${unit}`;
  const moved = std !== null && Math.abs(now - mean!) > 0.02 * std;
  if (moved && from !== to) return `${name} ${now > mean! ? 'rose' : 'fell'} from ${from} to ${to}${units} on average.`;
  return `${name} has other values than before around the same average of ${to}${units}.`;
}

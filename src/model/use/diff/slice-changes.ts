import { metricNamed, type Interval } from '../../../evaluate/index.js';
import { sliceBits } from '../../holdout.js';
import type { PairedDiff } from './answer-changes.js';
import type { Evidence } from '../evidence.js';
import { gainOn, rowsAt } from '../paired-gain.js';

/** Least rows of a slice that say anything. */
const LEAST_ROWS = 30;

/** How much better b is than a in one declared slice, by b's metric. */
export interface SliceChange {
  readonly name: string;
  readonly rows: number;
  readonly gain: Interval;
}

/** The slices of the newer version with rows enough, the one that lost most first; none where its holdout does not say which rows are in them. */
export function sliceChanges(a: Evidence, { record, content }: Evidence, { rows, holder }: PairedDiff): readonly SliceChange[] {
  const { holdout } = holder;
  const bits = holdout?.slices;
  const { watch } = holder.record;
  if (!bits || !watch) return [];
  const metric = metricNamed(record.metric, content.task);
  const found = sliceBits(watch.slices).flatMap((name, k) => {
    const inside = Int32Array.from(rows.at.keys()).filter((i) => (bits[rows.at[i]] & (1 << k)) !== 0);
    const gain = inside.length >= LEAST_ROWS ? gainOn(metric, content, a.content, rowsAt(content, rows, inside)) : undefined;
    if (!gain || !Number.isFinite(gain.value)) return [];
    return [{ name, rows: inside.length, gain: { value: gain.value, low: gain.low, high: gain.high } }];
  });
  return found.toSorted((one, other) => one.gain.value - other.gain.value);
}

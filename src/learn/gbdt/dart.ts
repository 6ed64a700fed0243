import type { Random } from '../../core/index.js';
import type { GbdtSettings } from './params.js';

/** What of the settings says which rounds are dropped. */
export type DropSettings = Pick<GbdtSettings, 'dropRate' | 'maxDrop' | 'skipDrop' | 'uniformDrop'>;

/**
 * Which of the rounds so far are left out while the next tree learns (Rashmi and Gilad-Bachrach, "DART", AISTATS 2015): none with a
 * chance of `skipDrop`, else each with `dropRate`, in proportion to its scale unless `uniformDrop`; at most `maxDrop` of them. `scales` are
 * the shares of their first step that the rounds still have. Ascending.
 */
export function drawDropped(scales: readonly number[], settings: DropSettings, draw: Pick<Random, 'uniform'>): readonly number[] {
  const { dropRate, maxDrop, skipDrop, uniformDrop } = settings;
  if (draw.uniform() < skipDrop) return [];
  const most = maxDrop === 0 ? Infinity : maxDrop;
  const rate = Math.min(dropRate, most / scales.length);
  const mean = scales.reduce((sum, scale) => sum + scale, 0) / scales.length;
  const dropped: number[] = [];
  for (let round = 0; round < scales.length && dropped.length < most; round++) {
    if (draw.uniform() < (uniformDrop ? rate : (rate * scales[round]) / mean)) dropped.push(round);
  }
  return dropped;
}

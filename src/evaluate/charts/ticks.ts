/** Evenly spaced round numbers, and the distance between them. */
export interface Ticks {
  readonly values: readonly number[];
  readonly step: number;
}

const ROUND = [1, 2, 2.5, 5, 10];

/** Round numbers within a range, about `wanted` steps apart: multiples of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(low: number, high: number, wanted = 5): Ticks {
  const step = niceStep(low, high, wanted);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return { values: Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => clean((first + i) * step, step)), step };
}

/** The range, widened to round numbers; a range of one point gets room on both sides. */
export function niceDomain(low: number, high: number, wanted = 5): readonly [number, number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  if (low === high)
    return low === 0 ? [0, 1] : niceDomain(Math.min(low, low * 0.9, low * 1.1), Math.max(low, low * 0.9, low * 1.1), wanted);
  const step = niceStep(low, high, wanted);
  return [clean(Math.floor(low / step + 1e-9) * step, step), clean(Math.ceil(high / step - 1e-9) * step, step)];
}

function niceStep(low: number, high: number, wanted: number): number {
  const rough = (high - low) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const off = (round: number): number => Math.abs(Math.log(rough / power / round));
  return power * ROUND.reduce((best, round) => (off(round) < off(best) ? round : best));
}

/** Without the dust of binary fractions: 0.30000000000000004 is 0.3. */
function clean(value: number, step: number): number {
  return Number(value.toFixed(Math.min(100, decimalsOf(step) + 1)));
}

/** Decimals that a multiple of the step needs. */
export function decimalsOf(step: number): number {
  let decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  if (Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) decimals++;
  return decimals;
}

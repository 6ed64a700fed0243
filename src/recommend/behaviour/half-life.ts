import { DAY_MS, mwError } from '../../core/index.js';
import type { Interactions } from '../interactions.js';

/**
 * Interactions whose weights halve with every so many days of age, seen from a moment: the newest event's unless said. Events after it weigh more than they did.
 * Events so old that nothing is left of them (2⁻¹⁰⁷⁴) keep the smallest weight there is, above 0.
 */
export function withHalfLife<I extends Interactions>(interactions: I, halfLifeDays: number, at?: number): I {
  if (!(halfLifeDays > 0)) throw mwError('MW_RECOMMEND_BEHAVIOUR', { name: 'half-life', got: String(halfLifeDays), due: 'above 0' });
  const { time, weight } = interactions;
  const from = at ?? time.reduce((latest, one) => Math.max(latest, one), -Infinity);
  return { ...interactions, weight: weight.map((w, e) => Math.max(w * 2 ** ((time[e] - from) / DAY_MS / halfLifeDays), Number.MIN_VALUE)) };
}

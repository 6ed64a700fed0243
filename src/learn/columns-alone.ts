import type { Contributions, Interactions } from './learner.js';

/** Interactions of a model whose columns add up: each has its whole contribution to itself. */
export function columnsAlone({ base, effects }: Contributions, columns: number): Interactions {
  const alone = new Float64Array(effects.length * columns);
  for (let i = 0; i < effects.length; i++) alone[i * columns + (i % columns)] = effects[i];
  return { base, effects: alone };
}

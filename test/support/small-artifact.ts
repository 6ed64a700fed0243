import type { Artifact } from '../../src/model/artifact/index.js';

/** A whole artifact of a few hundred bytes; another `seed`, another digest. */
export function smallArtifact(name: string, seed: number, parent: string | null = null): Artifact {
  return {
    content: { name, task: 'binary', learner: 'linear', seed },
    record: { metrics: { auc: { value: 0.8, low: 0.7, high: 0.9 } }, lineage: { parent } },
    arrays: { weights: Float64Array.of(seed, 0.5) },
    golden: { tolerance: 0, rows: [{ x: 1 }], expected: [[seed + 0.5]] },
    holdout: { row: Int32Array.of(1, 2), margin: Float64Array.of(seed, -seed) },
  };
}

import type { Matrix } from '../../core/index.js';
import { leafShares } from '../../kernel/index.js';
import type { Contributions } from '../learner.js';
import { copyRows, spread } from './block.js';
import type { Forest } from './forest.js';
import { leafEntries } from './leaf-entries.js';
import type { LeafPaths } from './leaf-paths.js';

/** The contributions of a forest by WebAssembly, a block of rows at a time: those of `contributionsOf`, to the bit. `undefined` where they cannot be had. */
export function blockContributions(forest: Forest, paths: LeafPaths): ((x: Matrix) => Contributions) | undefined {
  const entries = leafEntries(paths);
  const kernel = entries && leafShares(entries);
  if (kernel === undefined) return undefined;
  const { outputs } = forest;
  const { used } = entries!;
  const { expected } = paths;
  const { blockRows, values, effects, read, share } = kernel;
  return (x) => {
    const width = x.columns.length;
    const out = new Float64Array(x.rows * outputs * width);
    for (let from = 0; from < x.rows; from += blockRows) {
      const to = Math.min(x.rows, from + blockRows);
      used.forEach((j, c) => copyRows(x.columns[j], from, to, values[c]));
      read(to - from);
      for (let k = 0; k < outputs; k++) {
        share(k, to - from);
        used.forEach((j, c) => spread(effects[c], to - from, out, (from * outputs + k) * width + j, outputs * width));
      }
    }
    return { base: expected.slice(), effects: out };
  };
}

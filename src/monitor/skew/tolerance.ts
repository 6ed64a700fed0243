import { opOf, visit } from '../../expr/index.js';
import type { ModelContent } from '../../model/index.js';

/** How far both readings of a feature may differ where it rests on transcendental functions. */
const APPROXIMATE = 1e-12;

/** The greatest difference between the row path and the batch path: 0 (equal to the bit) unless a feature uses an op that is approximate. */
export function toleranceOf({ features }: Pick<ModelContent, 'features'>): number {
  let tolerance = 0;
  visit(
    features.map(({ node }) => node),
    (node) => {
      if (node.kind === 'call' && opOf(node.op)?.approximate) tolerance = APPROXIMATE;
    },
  );
  return tolerance;
}

/** Equal, or both missing, or within the tolerance relative to the greater of 1 and the figure. */
export const isSame = (due: number, got: number, tolerance: number): boolean =>
  due === got || (Number.isNaN(due) && Number.isNaN(got)) || Math.abs(due - got) <= tolerance * Math.max(1, Math.abs(due));

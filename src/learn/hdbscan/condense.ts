import type { Linkage } from './linkage.js';

/** Groups that hold together while the distance at which rows count as joined shrinks. Group 0 is all rows; parents come before children. */
export interface Condensed {
  readonly parent: Int32Array;
  /** Distance at which a group splits from its parent; infinite for all rows. */
  readonly birth: Float64Array;
  /** How long its rows stay in it: Σ weight × (1 / distance at which a row leaves − 1 / birth). */
  readonly stability: Float64Array;
  /** The last group that each row is in. */
  readonly group: Int32Array;
}

/** Rows that are the same part at this distance. */
const LEAST = 1e-9;
const density = (distance: number): number => 1 / Math.max(LEAST, distance);

/**
 * Walks down the joins. Where both sides weigh at least `minRows` they are groups of their own; a lighter side only leaves its group (Campello,
 * Moulavi & Sander, "Density-based clustering based on hierarchical density estimates", PAKDD 2013). `core` is how far the neighbours of a row are.
 */
export function condensedOf(linkage: Linkage, core: Float64Array, minRows: number): Condensed {
  const { rows, left, right, distance, weight } = linkage;
  const [parent, birth, stability]: [number[], number[], number[]] = [[-1], [Infinity], [0]];
  const group = new Int32Array(rows);
  const born = (of: number, at: number): number => {
    stability.push(0);
    birth.push(at);
    return parent.push(of) - 1;
  };
  const leave = (node: number, own: number, at: number): void => {
    stability[own] += weight[node] * (density(at) - density(birth[own]));
  };
  const stack: (readonly [node: number, own: number])[] = [[2 * rows - 2, 0]];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [node, own] = top;
    if (node < rows) {
      group[node] = own;
      leave(node, own, core[node]);
      continue;
    }
    const [a, b, at] = [left[node - rows], right[node - rows], distance[node - rows]];
    const isSplit = weight[a] >= minRows && weight[b] >= minRows;
    for (const side of [b, a]) {
      if (!isSplit && weight[side] >= minRows) {
        stack.push([side, own]);
        continue;
      }
      leave(side, own, at);
      if (isSplit) stack.push([side, born(own, at)]);
      else for (const row of rowsBelow(linkage, side)) group[row] = own;
    }
  }
  return {
    parent: Int32Array.from(parent),
    birth: Float64Array.from(birth),
    stability: Float64Array.from(stability),
    group,
  };
}

function rowsBelow({ rows, left, right }: Linkage, node: number): readonly number[] {
  const [found, stack]: [number[], number[]] = [[], [node]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next < rows) found.push(next);
    else stack.push(left[next - rows], right[next - rows]);
  }
  return found;
}

/** Groups of the greatest stability of which none is within another; all rows together are none (excess of mass). 1 for each that is chosen. */
export function chosenGroups({ parent, stability }: Condensed): Uint8Array {
  const groups = parent.length;
  const below = new Float64Array(groups);
  const chosen = new Uint8Array(groups);
  for (let g = groups - 1; g > 0; g--) {
    chosen[g] = below[g] > stability[g] ? 0 : 1;
    below[parent[g]] += Math.max(below[g], stability[g]);
  }
  for (let g = 1; g < groups; g++) if (isWithinChosen(parent, chosen, g)) chosen[g] = 0;
  return chosen;
}

/** The outermost of the chosen groups is never taken out, so every group within it finds a chosen ancestor. */
function isWithinChosen(parent: Int32Array, chosen: Uint8Array, g: number): boolean {
  for (let p = parent[g]; p > 0; p = parent[p]) if (chosen[p] === 1) return true;
  return false;
}

/** The chosen group that each row is in, −1 for none. */
export function groupOfRows({ parent, group }: Condensed, chosen: Uint8Array): Int32Array {
  return group.map((own) => {
    let g = own;
    while (g > 0 && chosen[g] === 0) g = parent[g];
    return g > 0 ? g : -1;
  });
}

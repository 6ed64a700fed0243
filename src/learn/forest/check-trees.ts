import type { ColumnHead } from '../../core/index.js';
import { NODE_FIELDS, type ForestModel } from './model.js';

/**
 * What is wrong with the trees of a forest that came from a file, or `undefined`: every node fits its column, children come after their
 * parents, and every node and leaf hangs in one place. Linear in the number of nodes.
 */
export function checkTrees(model: ForestModel, heads: readonly ColumnHead[]): string | undefined {
  if (model.roots.length === 0) return 'it has no trees';
  return checkNodes(model, heads) ?? checkPlaces(model);
}

function checkNodes({ nodes, boundStart, setStart }: ForestModel, heads: readonly ColumnHead[]): string | undefined {
  for (let node = 0, at = 0; at < nodes.length; node++, at += NODE_FIELDS) {
    const [column, rule] = [nodes[at], nodes[at + 1]];
    if (column < 0 || column >= heads.length) return `node ${node} splits on column ${column} of ${heads.length}`;
    if (rule < 0 !== (heads[column].kind === 'category')) return `node ${node} does not fit the kind of column ${column}`;
    if (rule < 0 && -1 - rule >= setStart.length - 1) return `node ${node} names set ${-1 - rule} of ${setStart.length - 1}`;
    const bounds = boundStart[column + 1] - boundStart[column];
    if (rule >= 0 && rule >> 1 > bounds) return `node ${node} splits at bin ${rule >> 1} of ${bounds + 1}`;
  }
  return undefined;
}

function checkPlaces({ nodes, roots }: ForestModel): string | undefined {
  const count = nodes.length / NODE_FIELDS;
  const nodeSeen = new Uint8Array(count);
  const leafSeen = new Uint8Array(count + roots.length);
  const claim = (from: string, least: number, child: number): string | undefined => {
    const index = child >= 0 ? child : -1 - child;
    const seen = child >= 0 ? nodeSeen : leafSeen;
    const name = child >= 0 ? 'node' : 'leaf';
    if (index >= seen.length || (child >= 0 && child < least)) return `${from} leads to ${name} ${index}, outside of its trees`;
    if (seen[index]++ > 0) return `${name} ${index} hangs in two places`;
    return undefined;
  };
  for (const [tree, root] of roots.entries()) {
    const fault = claim(`tree ${tree}`, 0, root);
    if (fault !== undefined) return fault;
  }
  for (let node = 0; node < count; node++) {
    for (const field of [2, 3]) {
      const fault = claim(`node ${node}`, node + 1, nodes[node * NODE_FIELDS + field]);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

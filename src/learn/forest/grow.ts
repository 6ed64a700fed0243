import type { Random } from '../../core/index.js';
import type { Pause } from '../gbdt/bin.js';
import type { BinnedColumn } from './columns.js';
import type { Criterion, NodeRows } from './criterion.js';
import { NODE_FIELDS } from './model.js';
import type { Search } from './random-split.js';
import { markLeft, thresholdOf, type Split } from './split.js';
import { addLeaf, addNode, addSet, type Trees } from './trees.js';

/** Visits of rows between two turns of the event loop: some tens of milliseconds. */
const WORK_PER_TURN = 4_000_000;

/** Room and settings for growing trees one after the other. */
export interface Grower {
  readonly columns: readonly BinnedColumn[];
  readonly criterion: Criterion;
  readonly search: Search;
  /** Columns that a split tries. */
  readonly tried: number;
  readonly leastLeaf: number;
  /** 0: none. */
  readonly maxDepth: number;
  readonly trees: Trees;
  readonly split: Split;
  /** Rows of the tree, grouped by node. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  readonly goesLeft: Uint8Array;
  /** Columns by number; within a node the first `varying` may still vary. */
  readonly candidates: Int32Array;
  readonly pause: Pause;
  work: number;
}

/** Part of a tree that is still to grow. */
interface Seedling {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  /** Columns that were not constant in the node above. */
  readonly varying: number;
  /** Where its number belongs in `nodes`; −1: among the roots. */
  readonly link: number;
}

/**
 * Grows one tree, depth first, on the first `count` of `g.rows` (ascending), until the answers of a node agree, no column varies or a limit is
 * reached. Gives the event loop a turn now and then.
 */
export async function growTree(g: Grower, count: number, draws: Random): Promise<void> {
  const waiting: Seedling[] = [{ from: 0, to: count, depth: 0, varying: g.columns.length, link: -1 }];
  const node: NodeRows = { rows: g.rows, from: 0, to: 0 };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    node.from = next.from;
    node.to = next.to;
    const varying = searchNode(g, node, next, draws);
    if (varying < 0) plantLeaf(g, next.link);
    else {
      const middle = splitNode(g, node, next.link);
      const depth = next.depth + 1;
      const link = (g.trees.nodeCount - 1) * NODE_FIELDS + 2;
      waiting.push({ from: middle, to: next.to, depth, varying, link: link + 1 }, { from: next.from, to: middle, depth, varying, link });
    }
    if (g.work < WORK_PER_TURN) continue;
    g.work = 0;
    await g.pause();
  }
}

function setLink(trees: Trees, link: number, child: number): void {
  if (link < 0) trees.roots.push(child);
  else trees.nodes[link] = child;
}

function plantLeaf({ trees, criterion }: Grower, link: number): void {
  setLink(trees, link, -1 - trees.leafCount);
  const at = addLeaf(trees);
  criterion.leaf(trees.values, at);
}

/** Opens a node and finds its split: `g.split`. Returns how many columns vary in it, or −1 when it is to be a leaf. */
function searchNode(g: Grower, node: NodeRows, { depth, varying }: Seedling, draws: Random): number {
  g.work += node.to - node.from;
  const agrees = g.criterion.open(node);
  if (agrees || (g.maxDepth > 0 && depth >= g.maxDepth) || g.criterion.weight() < 2 * (g.leastLeaf > 1 ? g.leastLeaf : 0)) return -1;
  const { candidates, columns } = g;
  g.split.score = -Infinity;
  let vary = varying;
  let fresh = varying;
  let constant = columns.length - varying;
  let isSplit = false;
  for (let tried = 0; fresh > 0 && (tried < g.tried || !isSplit); tried++) {
    const at = draws.int(fresh + constant);
    if (at >= fresh) {
      constant--;
      continue;
    }
    const column = candidates[at];
    candidates[at] = candidates[--fresh];
    candidates[fresh] = column;
    g.work += node.to - node.from;
    if (g.search(columns[column], column, node, g.split, draws)) isSplit = true;
    else {
      candidates[fresh] = candidates[--vary];
      candidates[vary] = column;
    }
  }
  return g.split.score > -Infinity ? vary : -1;
}

/** Adds the node of `g.split` and puts its left rows before its right ones. Returns where the right ones begin. */
function splitNode(g: Grower, { rows, from, to }: NodeRows, link: number): number {
  const { split, goesLeft, trees } = g;
  const column = g.columns[split.column];
  markLeft(split, column, goesLeft);
  const middle = partition(rows, from, to, column.codes, goesLeft, g.spare);
  const missingLeft = split.missingSeen ? split.missingLeft : 2 * middle >= from + to;
  const rule = column.isCategory ? -1 - addSet(trees, goesLeft, column.bins.size) : 2 * thresholdOf(split, column) + (missingLeft ? 1 : 0);
  setLink(trees, link, addNode(trees, column.bins.column, rule));
  return middle;
}

/** Puts the rows whose bin goes left before those that go right, both in their old order; returns where the right ones begin. */
function partition(rows: Int32Array, from: number, to: number, codes: Uint16Array, goesLeft: Uint8Array, spare: Int32Array): number {
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const isLeft = goesLeft[codes[row]];
    rows[left] = row;
    spare[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  for (let i = 0; i < right; i++) rows[left + i] = spare[i];
  return left;
}

import { gathered, rowOf, type Json } from '../../core/index.js';
import { opOf, visit, type Node, type ValueType } from '../../expr/index.js';
import { mwError } from '../../core/index.js';
import type { EncodedTable, FittedFeatures } from '../../features/index.js';
import type { Golden } from '../artifact/index.js';
import { rawRows } from '../raw-rows.js';
import type { PreparedRows } from './prepare.js';

const GOLDEN_ROWS = 16;
/** How far the engine and the row path may differ where an op rests on transcendental functions, relative to the greater of 1 and the margin. */
const TRANSCENDENTAL = 1e-12;

/**
 * Rows spread evenly over the table, with the margins that real-time serving gives them. They are also the proof that both
 * readings of the features agree: where the engine's margin differs, the training stops (`MW_MODEL_SKEW`). The columns of `amounts` stand in the rows too.
 */
export async function goldenOf(
  prepared: PreparedRows,
  features: FittedFeatures,
  amounts: readonly Node[],
  x: EncodedTable,
  byRow: (row: Readonly<Record<string, unknown>>) => Float64Array,
  ofEncoded: (encoded: Float64Array) => Float64Array,
): Promise<Golden> {
  const count = Math.min(GOLDEN_ROWS, prepared.rows);
  const at = Array.from({ length: count }, (_, i) => Math.floor((i * prepared.rows) / count));
  const rows = (await rawRows(
    prepared.engine,
    prepared.relation,
    [...columnTypes([...features.map((f) => f.node), ...amounts])],
    at,
  )) as readonly Json[];
  const encoded = await gathered(x.blocks(Int32Array.from(at)));
  const tolerance = approximate(features) ? TRANSCENDENTAL : 0;
  const expected = rows.map((row, i) => {
    const margins = [...byRow(row as Record<string, unknown>)];
    const engine = ofEncoded(rowOf(encoded, i));
    margins.forEach((due, output) => {
      if (Math.abs(due - engine[output]) > tolerance * Math.max(1, Math.abs(due)))
        throw mwError('MW_MODEL_SKEW', { row: at[i] + 1, due: String(due), got: String(engine[output]) });
    });
    return margins;
  });
  return { tolerance, rows, expected };
}

/** The columns that expressions read, in the order in which they first occur, with their types. */
function columnTypes(nodes: readonly Node[]): Map<string, ValueType> {
  const types = new Map<string, ValueType>();
  visit(nodes, (node) => {
    if (node.kind === 'column') types.set(node.name, node.type);
  });
  return types;
}

function approximate(features: FittedFeatures): boolean {
  let found = false;
  visit(
    features.map((f) => f.node),
    (node) => {
      if (node.kind === 'call' && opOf(node.op)?.approximate) found = true;
    },
  );
  return found;
}

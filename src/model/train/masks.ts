import type { SliceMask } from '../../evaluate/index.js';
import { duckdb, duckdbClean, selectSql } from '../../expr/index.js';
import type { Model } from '../define.js';
import type { PreparedRows } from './prepare.js';

/** The model's slices and today's rule, as one yes/no per row of `rows`; null counts as no. */
export async function maskColumns(
  prepared: PreparedRows,
  model: Model,
  rows: Int32Array,
): Promise<{ slices: readonly SliceMask[]; rule: Uint8Array | undefined }> {
  const slices = Object.entries(model.slices);
  const outputs = [
    ...slices.map(([, node], i) => ({ name: `s${i}`, node })),
    ...(model.currentRule ? [{ name: 'rule', node: model.currentRule }] : []),
  ];
  if (outputs.length === 0) return { slices: [], rule: undefined };
  const block = await prepared.engine.columns(selectSql({ outputs, from: duckdb.ident(prepared.relation), dialect: duckdbClean }));
  const mask = (name: string): Uint8Array => {
    const all = block.bool(name);
    return Uint8Array.from(rows, (i) => (all[i] === 1 ? 1 : 0));
  };
  return { slices: slices.map(([name], i) => ({ name, mask: mask(`s${i}`) })), rule: model.currentRule ? mask('rule') : undefined };
}

import { allColumns, doublesOf, type RowBlocks } from '../../core/index.js';
import { thinned } from '../rows.js';
import type { Probe } from './probe.js';

const SUSPICIOUS_SHARE = 0.01;
const LEAST_COLUMNS = 3;
/** Holdout rows that are looked for; more say nothing new. */
const MOST_ROWS = 500_000;

/**
 * The same row on both sides of the split makes the holdout flatter than life. A holdout row is a copy when a training row has all
 * its features and one of its numbers is rare: where all values are common, rows are alike by nature and not by mistake.
 */
export const duplicatesProbe: Probe = async ({ x, train, holdout }) => {
  if (x.heads.length < LEAST_COLUMNS) return [];
  const looked = thinned(holdout, MOST_ROWS);
  const keys: number[] = [];
  for await (const some of keysOf(x.blocks(looked))) for (const key of some) keys.push(key);
  const wanted = new Set(keys);
  const seen = new Set<number>();
  for await (const some of keysOf(x.blocks(train))) for (const key of some) if (wanted.has(key)) seen.add(key);
  const alike = looked.filter((_, i) => seen.has(keys[i]));
  const most = SUSPICIOUS_SHARE * looked.length;
  if (alike.length <= most) return [];
  const numbers = allColumns(x).filter((j) => x.heads[j].kind === 'number');
  const copies = await withRareNumber(x.blocks(alike), numbers, x.blocks(train));
  if (copies <= most) return [];
  return [
    {
      probe: 'duplicates',
      message: `${copies.toLocaleString('en')} of ${looked.length.toLocaleString('en')} holdout rows (${((100 * copies) / looked.length).toFixed(1)}%) have the same features as a training row. If they are copies, remove them or declare a group.`,
    },
  ];
};

/** A number is rare when at most so many training rows have it: two, or one in a thousand. */
const RARE_ROWS = 2;
const RARE_SHARE = 0.001;

/** How many of `rows` have a number that is rare in `train`. */
async function withRareNumber(rows: RowBlocks, numbers: readonly number[], train: RowBlocks): Promise<number> {
  const most = Math.max(RARE_ROWS, RARE_SHARE * train.rows);
  const rare = new Uint8Array(rows.rows);
  for (const column of numbers) {
    const values = new Float64Array(rows.rows);
    await forCells(rows, column, (cells, first) => values.set(cells, first));
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, 0);
    await forCells(train, column, (cells) => {
      for (const value of cells) {
        const count = counts.get(value);
        if (count !== undefined) counts.set(value, count + 1);
      }
    });
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]) && counts.get(values[i])! <= most) rare[i] = 1;
  }
  return rare.reduce((n, is) => n + is, 0);
}

/** Calls `visit` with the cells of one column, block after block. */
async function forCells(rows: RowBlocks, column: number, visit: (cells: Float64Array, first: number) => void): Promise<void> {
  let first = 0;
  for await (const block of rows.read([column])) {
    visit(doublesOf(block.columns[0]), first);
    first += block.rows;
  }
}

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/** The keys of all rows, block after block. */
async function* keysOf(blocks: RowBlocks): AsyncGenerator<Float64Array> {
  for await (const block of blocks.read(allColumns(blocks))) {
    const columns = block.columns.map(doublesOf);
    yield Float64Array.from({ length: block.rows }, (_, row) => rowKey(columns, row));
  }
}

/** A 53-bit hash of one row's values: among a million rows, two different ones meet with a chance of about 1 in 18,000. */
function rowKey(columns: readonly Float64Array[], row: number): number {
  let [a, b] = [0x811c9dc5, 0x9e3779b9];
  for (const column of columns) {
    bits[0] = column[row] + 0;
    a = Math.imul(a ^ words[0], 0x01000193) ^ (a >>> 15);
    b = Math.imul(b ^ words[1] ^ (a >>> 7), 0x85ebca6b) ^ (b >>> 13);
  }
  return (a >>> 0) * 2097152 + ((b >>> 0) & 0x1fffff);
}

import { cellsOf, type RowBlocks } from '../../core/index.js';
import type { Binning, ColumnBins, Pause } from './bin.js';

/** A byte holds so many members and the code of none. */
const MOST_MEMBERS = 255;
/** Bundles that are begun; a column that fits into none of so many stays alone. */
const MOST_BUNDLES = 8;
/** Rows that are looked at before all are. */
const PROBES = 1000;
/** Cells of columns of two bins that are held at a time: 128 MiB. */
const MOST_HELD = 2 ** 27;

interface Bundle {
  readonly members: ColumnBins[];
  /** Per row, whether a member has its second bin. */
  readonly taken: Uint8Array;
}

/**
 * Bundles columns of two bins of which no row has the second twice, such as the columns of a one-hot coding: they then cost one
 * (Ke et al., "LightGBM", NeurIPS 2017; here without conflicts, so that nothing is lost). Members follow the first of them.
 */
export async function bundled(columns: readonly ColumnBins[], x: RowBlocks, pause: Pause): Promise<Binning> {
  const bundles: Bundle[] = [];
  const able = columns.filter((bins) => isTwofold(bins, x));
  const together = Math.max(1, Math.floor(MOST_HELD / Math.max(1, x.rows)));
  for (let from = 0; from < able.length && able.length > 1; from += together) {
    const some = able.slice(from, from + together);
    const seconds = await secondsOf(some, x, pause);
    some.forEach((bins, i) => addTo(bundles, bins, seconds[i]));
  }
  const bundleOf = new Map(bundles.filter((b) => b.members.length > 1).flatMap((b) => b.members.map((bins) => [bins, b.members] as const)));
  const order = columns.flatMap((bins) => {
    const members = bundleOf.get(bins);
    return members === undefined ? [bins] : members[0] === bins ? members : [];
  });
  return { columns: order, codes: Uint8Array.from(order, (bins) => 1 + (bundleOf.get(bins)?.indexOf(bins) ?? -1)) };
}

const isTwofold = (bins: ColumnBins, x: RowBlocks): boolean =>
  bins.kind === 'number' && bins.size === 2 && !bins.missing && x.heads[bins.column].kind !== 'category';

/** Per column and row, 1 where the row has the second of two bins. */
async function secondsOf(able: readonly ColumnBins[], x: RowBlocks, pause: Pause): Promise<readonly Uint8Array[]> {
  const bounds = able.map((bins) => (bins.kind === 'number' ? bins.bounds[0] : Infinity));
  const seconds = able.map(() => new Uint8Array(x.rows));
  let first = 0;
  for await (const block of x.read(able.map((bins) => bins.column))) {
    for (const [i, column] of block.columns.entries()) {
      const values = cellsOf(column);
      for (let row = 0; row < block.rows; row++) seconds[i][first + row] = values[row] > bounds[i] ? 1 : 0;
    }
    first += block.rows;
    await pause();
  }
  return seconds;
}

function addTo(bundles: Bundle[], bins: ColumnBins, second: Uint8Array): void {
  const rows = second.length;
  const probe = Math.max(1, Math.floor(rows / PROBES));
  const fits = ({ members, taken }: Bundle): boolean => {
    if (members.length === MOST_MEMBERS) return false;
    for (let row = 0; row < rows; row += probe) if (taken[row] & second[row]) return false;
    for (let row = 0; row < rows; row++) if (taken[row] & second[row]) return false;
    return true;
  };
  let bundle = bundles.find(fits);
  if (bundle === undefined) {
    if (bundles.length === MOST_BUNDLES) return;
    bundle = { members: [], taken: new Uint8Array(rows) };
    bundles.push(bundle);
  }
  bundle.members.push(bins);
  for (let row = 0; row < rows; row++) bundle.taken[row] |= second[row];
}

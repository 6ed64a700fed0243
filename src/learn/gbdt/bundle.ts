import type { Matrix, MatrixColumn } from '../../core/index.js';
import type { Binning, ColumnBins } from './bin.js';

/** A byte holds so many members and the code of none. */
const MOST_MEMBERS = 255;
/** Bundles that are begun; a column that fits into none of so many stays alone. */
const MOST_BUNDLES = 8;
/** Rows that are looked at before all are. */
const PROBES = 1000;

interface Bundle {
  readonly members: ColumnBins[];
  /** Per row, whether a member has its second bin. */
  readonly taken: Uint8Array;
}

/**
 * Bundles columns of two bins of which no row has the second twice, such as the columns of a one-hot coding: they then cost one
 * (Ke et al., "LightGBM", NeurIPS 2017; here without conflicts, so that nothing is lost). Members follow the first of them.
 */
export function bundled(columns: readonly ColumnBins[], x: Matrix): Binning {
  const bundles: Bundle[] = [];
  for (const bins of columns) {
    const isSecond = secondOf(bins, x.columns[bins.column]);
    if (isSecond) addTo(bundles, bins, isSecond, x.rows);
  }
  const bundleOf = new Map(bundles.filter((b) => b.members.length > 1).flatMap((b) => b.members.map((bins) => [bins, b.members] as const)));
  const order = columns.flatMap((bins) => {
    const members = bundleOf.get(bins);
    return members === undefined ? [bins] : members[0] === bins ? members : [];
  });
  return { columns: order, codes: Uint8Array.from(order, (bins) => 1 + (bundleOf.get(bins)?.indexOf(bins) ?? -1)) };
}

/** Tells whether a row has the second of two bins; `undefined` for other columns. */
function secondOf(bins: ColumnBins, column: MatrixColumn): ((row: number) => boolean) | undefined {
  if (bins.kind === 'category' || bins.size !== 2 || bins.missing || column.kind === 'category') return undefined;
  const { values } = column;
  const bound = bins.bounds[0];
  return (row) => values[row] > bound;
}

function addTo(bundles: Bundle[], bins: ColumnBins, isSecond: (row: number) => boolean, rows: number): void {
  const probe = Math.max(1, Math.floor(rows / PROBES));
  const fits = ({ members, taken }: Bundle): boolean => {
    if (members.length === MOST_MEMBERS) return false;
    for (let row = 0; row < rows; row += probe) if (taken[row] === 1 && isSecond(row)) return false;
    for (let row = 0; row < rows; row++) if (taken[row] === 1 && isSecond(row)) return false;
    return true;
  };
  let bundle = bundles.find(fits);
  if (bundle === undefined) {
    if (bundles.length === MOST_BUNDLES) return;
    bundle = { members: [], taken: new Uint8Array(rows) };
    bundles.push(bundle);
  }
  bundle.members.push(bins);
  for (let row = 0; row < rows; row++) if (isSecond(row)) bundle.taken[row] = 1;
}

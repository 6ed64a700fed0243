import type { Binning } from './bin.js';
import type { Leaf } from './leaf.js';
import { searchGroup, type CategoryScratch } from './split-category.js';
import { searchThreshold, type ColumnSlice } from './split-number.js';
import { leafSearch, type SplitSettings } from './split.js';

/** The columns of a binning as the split search reads them. `directions` holds 1, -1 or 0 per column. */
export function slicesOf(binning: Binning, directions: Int8Array): readonly ColumnSlice[] {
  return binning.columns.map((bins, j) => {
    const missing = bins.kind === 'number' && bins.missing;
    return {
      column: j,
      start: binning.starts[j],
      size: missing ? bins.size - 1 : bins.size,
      missing,
      category: bins.kind === 'category',
      direction: directions[j],
    };
  });
}

/**
 * Finds the best split of a leaf from its histogram and writes it to `leaf.split` (gain 0: none). Of equal gains the first column
 * wins. Clears the leaf's mark of columns that cannot lower the loss; its children inherit the marks and skip those columns.
 */
export function searchLeaf(leaf: Leaf, slices: readonly ColumnSlice[], settings: SplitSettings, scratch: CategoryScratch): void {
  const search = leafSearch(leaf.histogram!, leaf, settings, leaf.split);
  for (const slice of slices) {
    if (leaf.open[slice.column] === 0) continue;
    const found = slice.category ? searchGroup(search, slice, scratch) : searchThreshold(search, slice);
    leaf.open[slice.column] = found ? 1 : 0;
  }
}

export { distinctCounter, type Distinct } from './distinct-numbers.js';
export { scanCsv } from './scan-csv.js';
export { ANYTHING, isPlain, type CsvFindings, type CsvMarks, type CsvScan } from './csv-findings.js';
export {
  boosterBytes,
  openBooster,
  type Booster,
  type FoundSplit,
  type LeafFacts,
  type LeafSearch,
  type Phase,
  type Scales,
  type TravellingLoss,
} from './boost/booster.js';
export { leafGain, leafValue, cappedGain, TINY, type LeafRule } from './boost/gain.js';
export type { BoostPlan, PlanColumn, Precision } from './boost/plan.js';
export { hessianBits } from './boost/room.js';
export { columnBytes, type CategoryConditions, type ColumnConditions, type NumberConditions } from './condition-bits.js';
export { BIT_BLOCK_ROWS, leafBitSums, MOST_BIT_LEAVES, type LeafBits, type LeafBitSums } from './leaf-bits.js';
export { leafShares, type LeafEntries, type LeafShares } from './leaf-shares.js';
export { leafSums, lineWords, type LeafMasks, type MaskColumn } from './leaf-masks.js';
export { addScaledRows, rowSums, type Entries, type RowSums } from './row-sums.js';
export { startThreads, ThreadEnded, type Threads } from './threads/team.js';
export { directionsOf, type Directions } from './components/directions.js';
export { momentSum, type Moments, type MomentSum } from './components/moments.js';
export { componentScores, principalComponents, type PrincipalComponents } from './components/principal-components.js';
export { centreSearch } from './centres/search.js';
export { MOST_TRIED, type CentreSearch, type CentreSize } from './centres/stages.js';
export { openGram, type DenseMatrix, type GramMatrix, type PairsRun, type Penalties } from './pairs/gram-inverse.js';
export type { SparseLines } from './pairs/room.js';
export { openAls, type Als } from './als/als.js';
export type { AlsPlan, AlsSide } from './als/plan.js';
export type { FoundColumns } from './pairs/found.js';
export { nearestColumns, type Likeness } from './pairs/nearest-columns.js';
export { openBpr, type Bpr } from './bpr/bpr.js';
export { bprRoom, type BprPlan } from './bpr/room.js';
export { MOST_AT_ONCE, roughProducts, type LinesOfFloats, type RoughProducts } from './rough-products.js';

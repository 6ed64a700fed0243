export { numberSorter } from './sort-numbers.js';
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
} from './boost/booster.js';
export { leafGain, leafValue, cappedGain, TINY, type LeafRule } from './boost/gain.js';
export type { BoostPlan, PlanColumn, Precision, SplitSettings } from './boost/plan.js';
export { leafSums, lineWords, type LeafMasks, type LeafSums, type MaskColumn } from './leaf-masks.js';
export { ThreadEnded } from './boost/team.js';

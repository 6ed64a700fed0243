export { judgeCoverage, type JudgedCoverage, type SegmentCoverage } from './judge.js';
export { coverageArrays, openCoverage, ownArrays, type CoverageOf } from './open.js';
export { baseOf, labelsIn, probabilitiesOf, promised, type Promised } from './promise.js';
export {
  checkCoverageNames,
  coverageRule,
  refuseProtectedBy,
  type CoverageMethod,
  type CoverageOptions,
  type CoverageRule,
} from './rule.js';
export {
  COVERAGE_LEARNER,
  PREDICTORS,
  segmentCodes,
  segmentRule,
  servedFeatures,
  servedParts,
  type SegmentRule,
  type ServedCoverage,
} from './served.js';

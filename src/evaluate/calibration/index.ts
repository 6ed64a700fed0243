export {
  calibratedContributions,
  calibratedMargins,
  fitCalibration,
  identityCalibration,
  marginLoss,
  type AffineCalibration,
  type CalibrationRows,
} from './affine.js';
export { reliability, type ReliabilityBin } from './reliability.js';
export { calibrationSummary, type CalibrationSummary } from './summary.js';

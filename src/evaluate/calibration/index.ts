export {
  calibratedContributions,
  calibratedMargins,
  fitCalibration,
  identityCalibration,
  marginLoss,
  type AffineCalibration,
  type CalibrationRows,
} from './affine.js';
export { betaAt, fitBeta, type BetaCalibration } from './beta.js';
export { decomposeBrier, type BrierParts } from './decompose.js';
export { fitIsotonic, isotonicAt, type IsotonicFit } from './isotonic.js';
export { reliability, type ReliabilityBin } from './reliability.js';
export { fitTemperature } from './temperature.js';
export { calibrationSummary, type CalibrationSummary } from './summary.js';

export { learningCurve, type CurveFits, type CurvePoint, type LearningCurve, type CurveVerdict } from './learning-curve.js';
export { noiseCeiling, residualsIn, type NoiseCeiling, type NoiseInput } from './noise.js';

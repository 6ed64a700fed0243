export { evaluateGate, type Agreement, type Figure, type GateEvidence, type GateResult, type Incumbent, type Measured } from './gate.js';
export { pairRows, type Pairing } from './pair.js';
export { DEFAULT_MIN_ROWS, DEFAULT_TOLERANCE, type Floor, type GateRules } from './rules.js';

export { histogram, type Histogram } from './histogram.js';
export { CURVE_POINTS, rankingCurve, type RankingPoint } from './ranking-curves.js';
export { drawnRows, residualsOf, type Residuals } from './residuals.js';

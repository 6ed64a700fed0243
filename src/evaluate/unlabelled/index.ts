export { adjustedRand } from './adjusted-rand.js';
export { meanInterval } from './mean-interval.js';
export { figureNamed, figuresOf, measureNamed, measures, measuresOf, type FigureHead, type Measure } from './measures.js';
export { silhouettes } from './silhouette.js';

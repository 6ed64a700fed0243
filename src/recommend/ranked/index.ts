export { blendFrom, fitBlend, type BlendedRecommender, type BlendOptions } from './blend.js';
export { fitRanker, rankerRows, type RankerOptions } from './fit.js';
export { rankerFrom, type Ranker } from './ranker.js';
export { type RankSource } from './sources.js';
export { type RankRows } from './training.js';

export { gbdt, gbdtWith } from './gbdt.js';
export { importanceOf, type Importance } from './importance.js';
export { lambdaRank, type RankOptions } from './objective-rank.js';
export type { Objective } from './objective.js';
export type { GbdtParams, Monotone } from './params.js';

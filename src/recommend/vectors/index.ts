export { featureSpace, vectorsByFeatures, type FeatureSpace } from './features.js';
export { likeness, unitVectors, type ItemVectors } from './item-vectors.js';
export { vectorsByTakers, type TakerVectorOptions } from './takers.js';

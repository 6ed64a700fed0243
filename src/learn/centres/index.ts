export { orderedCentres, segmentOrder } from './order.js';
export { centresFromParts, centresOf, type Centres } from './predictor.js';

export { orderedCentres } from './order.js';
export { centresFromParts, centresOf, type Centres } from './predictor.js';

export { expectedMetrics, type BandOptions, type ExpectedOptions } from './expected-metrics.js';
export { takeAnswered, type Answered } from './expected-sample.js';

import type { TrainOptions } from '../model/index.js';

/** Settings of one training; what is absent comes from the model's definition. */
export type TrainSettings = Pick<TrainOptions, 'learner' | 'params' | 'metric' | 'seed'>;

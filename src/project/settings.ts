import type { RecommendTrainOptions, TrainOptions } from '../model/index.js';
import type { MonitorRunOptions } from '../monitor/index.js';
import type { ServeOptions } from '../serve/index.js';

/** Settings of one training; what is absent comes from the model's definition. */
export type TrainSettings = Pick<
  TrainOptions,
  'learner' | 'params' | 'metric' | 'seed' | 'calibration' | 'coverage' | 'learningCurve' | 'tuning' | 'stop'
>;

/** Settings of one training of a recommender; what is absent comes from its definition. */
export type RecommendSettings = Pick<RecommendTrainOptions, 'learner' | 'params' | 'metric' | 'seed' | 'tuning' | 'stop'>;

/** How to serve; every setting has a default. Without `adminToken` the one of `MILLWRIGHT_ADMIN_TOKEN` is taken, beside the tokens that `millwright token` made. */
export type ServeSettings = Pick<
  ServeOptions,
  'host' | 'port' | 'allowHosts' | 'tls' | 'behindProxy' | 'adminToken' | 'log' | 'limits' | 'door' | 'drainMs' | 'write' | 'logLevel'
>;

/**
 * How far back to look (default: 30 days, and before them as long as labels take), and how many served rows to answer again through the batch
 * path (default 200).
 */
export type MonitorSettings = Pick<MonitorRunOptions, 'since' | 'recompute'>;

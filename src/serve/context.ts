import type { Clock } from '../core/index.js';
import type { RunOptions } from '../model/index.js';
import type { Behaviour, PredictionLog } from '../monitor/index.js';
import type { Searches } from './answer/searches.js';
import type { Live } from './live/live.js';
import type { Observation } from './observe/index.js';
import type { Shadows } from './routing/shadows.js';

/** How answers are kept: said to be logged after the commit, handed over without waiting, or not at all. */
export type LogMode = 'durable' | 'async' | 'off';

/** What every handler works with. */
export interface ServeContext {
  readonly run: RunOptions;
  /** The versions that answer now. */
  readonly live: Live;
  readonly log: PredictionLog;
  readonly logMode: LogMode;
  /** What users do, as it happens. */
  readonly behaviour: Behaviour;
  readonly clock: Clock;
  /** A new id for an answer. */
  readonly nextId: () => string;
  readonly shadows: Shadows;
  /** Answers that take a while wait here for their turn. */
  readonly searches: Searches;
  readonly observe: Observation;
  /** The metrics of all processes that serve together. */
  readonly metrics: () => Promise<string>;
  /** Whether the server is on its way out. */
  readonly draining: () => boolean;
}

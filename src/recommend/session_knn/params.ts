import { searched, type Param, type ParamTable } from '../../learn/index.js';

/** What both session neighbours have in common. */
interface SessionParams {
  /** Minutes without an event after which a new session begins (default 30; 0: all events of a user are one session). */
  readonly gapMinutes: number;
  /** How many of the most alike sessions speak (default 500). */
  readonly neighbours: number;
  /** Among how many of the newest sessions with an item in common they are looked for (default 5000). */
  readonly sample: number;
}

/** Parameters of `vsknn`. */
export interface VsknnParams extends SessionParams {
  /** How many of the newest events of a session are compared, the older the less (default 10). */
  readonly last: number;
  /** How much rare items count more: 0 not at all (default 0). */
  readonly rarity: number;
}

/** Parameters of `stan`. */
export interface StanParams extends SessionParams {
  /** λ₁: events after which one of the session counts 1/e (default 5). */
  readonly positions: number;
  /** λ₂: days after which a neighbour counts 1/e; 0: all alike (default 0). */
  readonly days: number;
  /** λ₃: places from the shared item after which one of a neighbour counts 1/e (default 5). */
  readonly distance: number;
}

const shared = {
  gapMinutes: {
    type: 'number',
    low: 0,
    high: 525_600,
    scale: 'log',
    default: 30,
    doc: 'Minutes without an event after which a new session begins; 0: all events of a user are one session.',
  },
  neighbours: searched(
    { type: 'int', low: 1, high: 100_000, scale: 'log', default: 500, doc: 'How many of the most alike sessions speak.' },
    50,
    2000,
  ),
  sample: {
    type: 'int',
    low: 1,
    high: 1_000_000,
    scale: 'log',
    default: 5000,
    doc: 'Among how many of the newest sessions with an item in common neighbours are looked for.',
  },
} as const satisfies ParamTable;

const decay = (value: number, doc: string): Param =>
  searched({ type: 'number', low: 0.1, high: 10_000, scale: 'log', default: value, doc }, 1, 100);

/** Range, default and meaning of each parameter of `vsknn`. */
export const vsknnTable = {
  ...shared,
  last: searched(
    {
      type: 'int',
      low: 1,
      high: 1000,
      scale: 'log',
      default: 10,
      doc: 'How many of the newest events of a session are compared, the older the less.',
    },
    3,
    100,
  ),
  rarity: searched(
    { type: 'number', low: 0, high: 10, scale: 'linear', default: 0, doc: 'How much rare items count more; 0: not at all.' },
    0,
    2,
  ),
} as const satisfies ParamTable;

/** Range, default and meaning of each parameter of `stan`. */
export const stanTable = {
  ...shared,
  positions: decay(5, 'Events after which one of the session counts 1/e.'),
  days: {
    type: 'number',
    low: 0,
    high: 100_000,
    scale: 'log',
    default: 0,
    doc: 'Days after which a neighbour counts 1/e; 0: all count alike.',
  },
  distance: decay(5, 'Places from the shared item after which one of a neighbour counts 1/e.'),
} as const satisfies ParamTable;

import { resolveParams, type Param, type Params } from '../params.js';

/** Settings of `mlp`, all optional. The table {@link mlpParams} gives each one's range, default and meaning. */
export interface MlpParams {
  readonly hidden?: number;
  readonly layers?: number;
  readonly members?: number;
  readonly epochs?: number;
  readonly patience?: number;
  readonly batchRows?: number;
  readonly learningRate?: number;
  readonly weightDecay?: number;
  readonly heldOutShare?: number;
}

/** Every setting with a value. */
export type MlpSettings = Required<MlpParams>;

/** Parameters of `mlp`. */
export const mlpParams = {
  hidden: { type: 'int', low: 1, high: 512, scale: 'log', default: 64, search: { low: 8, high: 256 }, doc: 'Units in each hidden layer.' },
  layers: { type: 'int', low: 1, high: 4, scale: 'linear', default: 2, search: { low: 1, high: 3 }, doc: 'Hidden layers.' },
  members: {
    type: 'int',
    low: 1,
    high: 32,
    scale: 'log',
    default: 4,
    doc: 'Networks whose margins are averaged; each starts elsewhere and sets other rows apart. Time grows with it.',
  },
  epochs: { type: 'int', low: 1, high: 10_000, scale: 'log', default: 200, doc: 'Most passes over the rows, per network.' },
  patience: {
    type: 'int',
    low: 1,
    high: 10_000,
    scale: 'log',
    default: 6,
    doc: 'A network is judged by the rows set apart after each pass, or each 200 steps of a long one. After so many times without a lower loss it goes back to its best and on in smaller steps, twice; then it stops.',
  },
  batchRows: { type: 'int', low: 1, high: 65_536, scale: 'log', default: 64, search: { low: 32, high: 512 }, doc: 'Rows per step.' },
  learningRate: {
    type: 'number',
    low: 1e-6,
    high: 0.1,
    scale: 'log',
    default: 0.003,
    search: { low: 0.0003, high: 0.02 },
    doc: "Adam's step size.",
  },
  weightDecay: {
    type: 'number',
    low: 0,
    high: 10,
    scale: 'linear',
    default: 0.01,
    search: { low: 0.0001, high: 1, scale: 'log' },
    doc: 'In each step weights shrink by this times the step size, apart from the gradient; biases do not.',
  },
  heldOutShare: {
    type: 'number',
    low: 0,
    high: 0.5,
    scale: 'linear',
    default: 0.1,
    doc: 'Share of the rows that each network sets apart to know when to stop, when no validation rows are given; 0 trains for all epochs.',
  },
} as const satisfies Record<keyof MlpParams, Param>;

/** The settings in full. Throws `MW_LEARN_PARAM_UNKNOWN` or `MW_LEARN_PARAM_VALUE`. */
export function settingsOf(params: Params): MlpSettings {
  return resolveParams('mlp', mlpParams, params) as unknown as MlpSettings;
}

import { figureFormatter, type NumberStyle } from './format.js';

/** An axis of shares from 0 to 100 %; give it a label. */
export const shareAxis = { domain: [0, 1], style: { style: 'percent' } } as const satisfies {
  domain: readonly [number, number];
  style: NumberStyle;
};

/** A share to a tenth of a percent. */
export const percent = figureFormatter({ style: 'percent' }, 0.5);

import { figure as shown, money } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';

/** Three digits are enough for people who decide. */
export const figure = (value: number | undefined): string => shown(value, 3);

/** How the figures of a metric are shown: amounts as money. */
export const metricFigure = (metric: string, currency = ''): ((value: number | undefined) => string) =>
  metric === 'money' ? (value) => (value === undefined ? figure(value) : money(value, currency)) : figure;

/** `0.83 … 0.86` */
export const span = ({ low, high }: Interval, show: (value: number) => string = figure): string => `${show(low)} … ${show(high)}`;

/** `between 0.83 and 0.86` */
export const between = ({ low, high }: Interval, show: (value: number) => string = figure): string =>
  `between ${show(low)} and ${show(high)}`;

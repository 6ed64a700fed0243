import type { Markish, PlotOptions } from '@observablehq/plot';
import { drawingDocument, writtenOut, type DrawnElement } from './document.js';
import { tag, type Svg } from './svg.js';

export type { Markish } from '@observablehq/plot';
type Plotting = typeof import('@observablehq/plot');

/** The plotting library. It is loaded when the first chart is drawn (0.1 s), so that nothing that draws none waits for it. */
export const plotting = (): Plotting =>
  process.getBuiltinModule('node:module').createRequire(import.meta.url)('@observablehq/plot') as Plotting;

/** Where marks go, in pixels of a drawing of this size. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What stands in a box by scales; axes are marks like all others. */
export interface Plotted {
  readonly x: NonNullable<PlotOptions['x']>;
  readonly y: NonNullable<PlotOptions['y']>;
  readonly marks: Markish[];
}

/** What the library draws in a box, as text that stands in an SVG of the same size. */
export function plotted({ width, height, left, top, right, bottom }: Box, { x, y, marks }: Plotted): Svg {
  const margins = { marginLeft: left, marginTop: top, marginRight: width - right, marginBottom: height - bottom };
  const options = { width, height, ...margins, x: { ...x, axis: null }, y: { ...y, axis: null }, marks };
  const drawn = plotting().plot({ ...options, document: drawingDocument() as unknown as Document });
  const { children } = drawn as unknown as DrawnElement;
  return tag('g', { fill: 'currentColor', 'text-anchor': 'middle' }, ...children.map(writtenOut));
}

/** The size of words but titles, in pixels, and how far those of axes stand back behind those of marks. */
export const TEXT_SIZE = 11;
export const QUIET = 0.75;

/** How an axis looks that has words alone. */
export const wordsOnly = { tickSize: 0, tickPadding: 6, label: null, fontSize: TEXT_SIZE, fontVariant: '' } as const;
export const quietWords = { ...wordsOnly, fillOpacity: QUIET } as const;
/** Hairlines that help the eye along, and the darker one at 0. */
export const hairline = { stroke: 'currentColor', strokeOpacity: 0.13 } as const;
export const baseline = { stroke: 'currentColor', strokeOpacity: 0.45 } as const;
/** Words over marks keep the page's ground around them. */
export const halo = { stroke: 'var(--paper, #fff)', strokeWidth: 3, fill: 'currentColor', fontSize: TEXT_SIZE, fontWeight: 600 } as const;

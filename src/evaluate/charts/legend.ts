import { TEXT_SIZE } from './plotting.js';
import { shortened, tag, widthOf, words, type Svg } from './svg.js';

/** Names and samples above the plot. */
export interface LegendEntry {
  readonly name: string;
  readonly paint: string;
  /** As in `stroke-dasharray`: what tells a line from others without its colour. */
  readonly dashes?: string | undefined;
  /** A filled area of this opacity in the place of a line. */
  readonly fill?: number;
}

/** A row of samples and names. */
export function legendRow(entries: readonly LegendEntry[], left: number, y: number): Svg {
  let x = left;
  return entries
    .map(({ name: whole, paint, dashes, fill }) => {
      const name = shortened(whole, 34);
      const at = x;
      x += 48 + widthOf(name, TEXT_SIZE);
      const line = { x1: at, y1: y - 4, x2: at + 26, y2: y - 4, stroke: paint, 'stroke-width': 2.5, 'stroke-dasharray': dashes };
      const area = { x: at, y: y - 9, width: 26, height: 10, fill: paint, 'fill-opacity': fill };
      return (fill === undefined ? tag('line', line) : tag('rect', area)) + words(at + 32, y, name);
    })
    .join('');
}

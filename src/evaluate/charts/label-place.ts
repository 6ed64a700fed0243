import type { Frame } from './frame.js';

export type Pixel = readonly [number, number];

/** Baselines below and above a point at which its words are tried, the nearest first. */
const BASELINES = [20, -10, 38, -28, 56, 74];

/** Where words begin, and their baseline. */
export interface Place {
  readonly left: number;
  readonly base: number;
}

/** Where words of a width begin, near a point: the first place beside it that no line runs through, else the least crossed; within the frame. */
export function placeFor(f: Frame, [px, py]: Pixel, width: number, drawn: readonly Pixel[]): Place {
  const corners = BASELINES.flatMap((down) => [
    { left: px + 9, base: py + down },
    { left: px - 9 - width, base: py + down },
  ]);
  const crossing = ({ left, base }: Place): number =>
    drawn.filter(([x, y]) => x > left - 3 && x < left + width + 3 && y > base - 12 && y < base + 4).length +
    (left < f.left || left + width > f.right || base - 12 < f.top || base > f.bottom ? 1000 : 0);
  return corners.reduce((best, corner) => (crossing(corner) < crossing(best) ? corner : best));
}

/** Points along words that stand somewhere, so that no other words are put over them. */
export function pixelsOfWords({ left, base }: Place, width: number): Pixel[] {
  const along = Array.from({ length: Math.ceil(width / 4) + 1 }, (_, i) => left + Math.min(width, 4 * i));
  return [base - 10, base - 5, base].flatMap((y) => along.map((x): Pixel => [x, y]));
}

/** Points along lines, close enough that no word slips between them. */
export function pixelsAlong(f: Frame, lines: readonly { readonly points: readonly Pixel[] }[]): Pixel[] {
  return lines.flatMap(({ points }) => {
    const at = points.map(([x, y]): Pixel => [f.x(x), f.y(y)]);
    return at.flatMap(([x, y], i): Pixel[] => {
      const [fromX, fromY] = at[Math.max(0, i - 1)];
      const steps = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / 4));
      return Array.from({ length: steps }, (_, s) => [fromX + ((x - fromX) * (s + 1)) / steps, fromY + ((y - fromY) * (s + 1)) / steps]);
    });
  });
}

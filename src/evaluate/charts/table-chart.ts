import { chart, TEXT_SIZE, type ChartHead } from './frame.js';
import { formatter } from './format.js';
import { hint, shortened, tag, widthOf, words, type Svg } from './svg.js';
import { paint } from './tones.js';

export interface TableChart extends Omit<ChartHead, 'height'> {
  /** Of rows (truth) and columns (called). */
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** Most labels; the rest are left out and counted in words. Absent means 12. */
  readonly most?: number;
}

const TOP = 84;
const LABEL_CHARACTERS = 16;

/** A confusion table: each row shaded by the share of its truth, right calls in one tone, wrong ones in another. */
export function tableChart(spec: TableChart): Svg {
  const { width = 480, most = 12, counts } = spec;
  const labels = spec.labels.slice(0, most);
  const names = labels.map((label) => shortened(label, LABEL_CHARACTERS));
  const left = 34 + Math.max(...names.map((n) => widthOf(n, TEXT_SIZE)), 40);
  const box = { width: Math.min(120, (width - left - 16) / Math.max(1, labels.length)), height: labels.length > 6 ? 32 : 44 };
  const bottom = TOP + labels.length * box.height;
  const cells = labels.flatMap((truth, r) => {
    const total = counts[r].reduce((sum, n) => sum + n, 0);
    return labels.map((called, c) => {
      const at = { ...box, x: left + c * box.width, y: TOP + r * box.height };
      return cell(at, { truth, called, count: counts[r][c], share: total === 0 ? 0 : counts[r][c] / total, right: r === c });
    });
  });
  const hidden = spec.labels.length - labels.length;
  return chart(
    { ...spec, height: bottom + (hidden > 0 ? 30 : 14) },
    words(left, TOP - 28, 'called', { opacity: 0.75 }),
    words(left - 10, TOP - 10, 'true', { opacity: 0.75, 'text-anchor': 'end' }),
    ...names.map((name, c) =>
      words(left + (c + 0.5) * box.width, TOP - 10, shortened(name, Math.max(3, Math.floor(box.width / 7))), { 'text-anchor': 'middle' }),
    ),
    ...names.map((name, r) => words(left - 10, TOP + (r + 0.5) * box.height + 4, name, { 'text-anchor': 'end' })),
    ...cells,
    hidden > 0 ? words(left, bottom + 20, `${hidden} more classes not shown`, { opacity: 0.75 }) : '',
  );
}

interface Cell {
  readonly truth: string;
  readonly called: string;
  readonly count: number;
  /** Of the rows of this truth. */
  readonly share: number;
  readonly right: boolean;
}

function cell(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  { truth, called, count, share, right }: Cell,
): Svg {
  const figure = whole(count);
  const part = partText(share);
  const fill = { fill: paint(right ? 'first' : 'second'), 'fill-opacity': 0.07 + 0.5 * share };
  const two = height > 40;
  return [
    tag(
      'rect',
      { x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 2, ...fill },
      hint(`${truth} called ${called}: ${figure} (${part} of ${truth})`),
    ),
    words(x + width / 2, y + height / 2 + (two ? -2 : 4), figure, { 'text-anchor': 'middle', 'font-weight': right ? 600 : undefined }),
    two ? words(x + width / 2, y + height / 2 + 13, part, { 'text-anchor': 'middle', 'font-size': 10, opacity: 0.75 }) : '',
  ].join('');
}

/** `36%`, `3.9%`, `<0.1%`. */
function partText(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1%';
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;
}

/** Counts in full up to millions; weights that are no whole numbers with one decimal. */
function whole(count: number): string {
  return formatter({ style: 'number' }, Number.isInteger(count) ? 1 : 0.1)(count);
}

import { formatter } from './format.js';
import { chart, type ChartHead } from './frame.js';
import { plotted, plotting, QUIET, TEXT_SIZE, wordsOnly } from './plotting.js';
import { shortened, widthOf, words, type Svg } from './svg.js';
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

interface Cell {
  /** Places of the truth and of the call among the labels. */
  readonly truth: number;
  readonly called: number;
  readonly count: number;
  /** Of the rows of this truth. */
  readonly share: number;
}

/** A confusion table: each row shaded by the share of its truth; right calls are framed and bold, wrong ones in another tone. */
export function tableChart(spec: TableChart): Svg {
  const { width = 480, most = 12, counts } = spec;
  const labels = spec.labels.slice(0, most);
  const names = labels.map((label) => shortened(label, LABEL_CHARACTERS));
  const left = 34 + Math.max(...names.map((n) => widthOf(n, TEXT_SIZE)), 40);
  const box = { width: Math.min(120, (width - left - 16) / Math.max(1, labels.length)), height: labels.length > 6 ? 32 : 44 };
  const [bottom, right] = [TOP + labels.length * box.height, left + labels.length * box.width];
  const hidden = spec.labels.length - labels.length;
  const height = bottom + (hidden > 0 ? 30 : 14);
  const cells = cellsOf(counts, labels.length);
  const places = [...labels.keys()];
  const short = (place: number): string => shortened(names[place], Math.max(3, Math.floor(box.width / 7)));
  const { axisX, axisY } = plotting();
  return chart(
    { ...spec, height },
    words(left, TOP - 28, 'called', { opacity: QUIET }),
    words(left - 10, TOP - 10, 'true', { opacity: QUIET, 'text-anchor': 'end' }),
    plotted(
      { width, height, left, top: TOP, right, bottom },
      {
        x: { domain: places, padding: 0 },
        y: { domain: places, padding: 0 },
        marks: [
          axisX({ ...wordsOnly, anchor: 'top', tickPadding: 8, tickFormat: short }),
          axisY({ ...wordsOnly, tickPadding: 10, tickFormat: (place: number) => names[place] }),
          ...cellMarks(cells, spec.labels, box.height > 40),
        ],
      },
    ),
    hidden > 0 ? words(left, bottom + 20, `${hidden} more classes not shown`, { opacity: QUIET }) : '',
  );
}

function cellsOf(counts: readonly (readonly number[])[], labels: number): readonly Cell[] {
  return counts.slice(0, labels).flatMap((row, truth) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    return row.slice(0, labels).map((count, called) => ({ truth, called, count, share: total === 0 ? 0 : count / total }));
  });
}

const isRight = ({ truth, called }: Cell): boolean => truth === called;

/** Cells with their counts, and the shares below them where there is room. */
function cellMarks(cells: readonly Cell[], labels: readonly string[], roomy: boolean) {
  const { cell, text } = plotting();
  const at = { x: 'called', y: 'truth' } as const;
  const shade = { ...at, fillOpacity: ({ share }: Cell) => 0.07 + 0.5 * share, inset: 1, rx: 2 };
  const title = (c: Cell): string =>
    `${labels[c.truth]} called ${labels[c.called]}: ${whole(c.count)} (${partText(c.share)} of ${labels[c.truth]})`;
  const figure = { ...at, text: ({ count }: Cell) => whole(count), fontSize: TEXT_SIZE, dy: roomy ? -6 : 0 };
  const [right, wrong] = [cells.filter(isRight), cells.filter((c) => !isRight(c))];
  return [
    cell(right, { ...shade, fill: paint('first'), stroke: paint('first'), strokeWidth: 1.5, title }),
    cell(wrong, { ...shade, fill: paint('second'), title }),
    text(right, { ...figure, fontWeight: 600 }),
    text(wrong, figure),
    ...(roomy ? [text(cells, { ...at, text: ({ share }: Cell) => partText(share), fontSize: 10, dy: 9, fillOpacity: QUIET })] : []),
  ];
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

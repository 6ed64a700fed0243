import { figure } from '../../core/index.js';
import type { PairGroup, PairTable } from '../explain/index.js';
import { formatter } from './format.js';
import { chart, spanOf, type ChartHead } from './frame.js';
import { hairline, plotted, plotting, QUIET, TEXT_SIZE, wordsOnly, type Markish } from './plotting.js';
import { shortened, widthOf, words, type Svg } from './svg.js';
import { paint } from './tones.js';

/** How the numbers of a feature read: dates have words of their own. */
export type ReadNumber = (value: number) => string;

export interface HeatChart extends Omit<ChartHead, 'height'> {
  readonly table: PairTable;
  /** How the numbers of a feature read, by its name. */
  readonly texts?: ReadonlyMap<string, ReadNumber> | undefined;
}

const TOP = 74;
const ROW = 34;
const RIGHT = 16;
const NAME_CHARACTERS = 22;
const three: ReadNumber = (value) => figure(value, 3);

interface Cell {
  readonly down: number;
  readonly across: number;
  /** Absent where no rows are. */
  readonly figure?: string;
  /** 0 the lowest score … 1 the highest. */
  readonly depth: number;
  readonly told: string;
}

/** A table of two features, each cell as dark as its score is high, with the score in it: light and dark tell the same in grey. */
export function heatChart(spec: HeatChart): Svg {
  const { table, width = 480, texts = new Map<string, ReadNumber>() } = spec;
  const [down, across] = table.groups;
  const reads = table.features.map((feature) => texts.get(feature) ?? three) as [ReadNumber, ReadNumber];
  const names = down.map((group) => shortened(axisWords(group, reads[0]), NAME_CHARACTERS));
  const left = 24 + Math.max(40, ...names.map((name) => widthOf(name, TEXT_SIZE)));
  const bottom = TOP + down.length * ROW;
  const box = (width - left - RIGHT) / Math.max(1, across.length);
  const { axisY } = plotting();
  const drawn = plotted(
    { width, height: bottom + 48, left, top: TOP, right: width - RIGHT, bottom },
    {
      x: { domain: [...across.keys()], padding: 0, round: false },
      y: { domain: [...down.keys()], padding: 0, round: false },
      marks: [axisY({ ...wordsOnly, tickPadding: 10, tickFormat: (place: number) => names[place] }), ...cellMarks(cellsOf(table, reads))],
    },
  );
  const strong = { 'font-weight': 600 };
  return chart(
    { ...spec, height: bottom + 48 },
    words(left - 10, TOP - 10, shortened(table.features[0], NAME_CHARACTERS), { 'text-anchor': 'end', ...strong }),
    drawn,
    ...across.map((group, c) => acrossLabel(group, left + c * box, bottom + 15, box, reads[1])),
    words((left + width - RIGHT) / 2, bottom + 36, shortened(table.features[1], 50), { 'text-anchor': 'middle', ...strong }),
  );
}

function cellsOf(
  { groups: [downs, acrosses], scores }: PairTable,
  [readDown, readAcross]: readonly [ReadNumber, ReadNumber],
): readonly Cell[] {
  const known = scores.flat().filter((score) => !Number.isNaN(score));
  const [low, high] = spanOf(known);
  const signed = signedLike(known);
  return scores.flatMap((line, down) =>
    line.map((score, across): Cell => {
      const where = `${groupWords(downs[down], readDown)} and ${groupWords(acrosses[across], readAcross)}`;
      if (Number.isNaN(score)) return { down, across, depth: 0, told: `${where}: no rows` };
      const depth = high > low ? (score - low) / (high - low) : 0.5;
      return { down, across, figure: signed(score), depth, told: `${where}: ${signed(score)}` };
    }),
  );
}

function cellMarks(cells: readonly Cell[]): Markish[] {
  const { cell, text } = plotting();
  const at = { x: 'across', y: 'down' } as const;
  const box = { ...at, inset: 1, rx: 2, title: ({ told }: Cell) => told };
  const known = cells.filter((c) => c.figure !== undefined);
  return [
    cell(known, { ...box, fill: paint('first'), fillOpacity: ({ depth }: Cell) => 0.04 + 0.6 * depth }),
    cell(
      cells.filter((c) => c.figure === undefined),
      { ...box, fill: 'none', ...hairline },
    ),
    text(known, { ...at, text: 'figure', fontSize: 10 }),
  ];
}

/** A range is named by its upper end, below the line between it and the next; the rest by their middle. */
function acrossLabel(group: PairGroup, x: number, y: number, width: number, read: ReadNumber): Svg {
  const look = { 'text-anchor': 'middle', 'font-size': 10, opacity: QUIET };
  if (group.kind === 'range') return group.to === undefined ? '' : words(x + width, y, read(group.to), look);
  return words(x + width / 2, y, shortened(axisWords(group, read), Math.max(3, Math.floor(width / 6))), look);
}

/** On an axis there is little room, and other charts say `none` there too. */
const axisWords = (group: PairGroup, read: ReadNumber): string => (group.kind === 'missing' ? 'none' : groupWords(group, read));

/** A writer of scores to two digits of the largest: `+0.12`, `−0.04`, `0.00`. */
function signedLike(scores: readonly number[]): (score: number) => string {
  const size = Math.max(...scores.map(Math.abs), 0);
  const step = size > 0 ? 10 ** (Math.floor(Math.log10(size)) - 1) : 1;
  const text = formatter({ style: 'number' }, step);
  return (score) => {
    const rounded = Math.round(score / step) * step;
    return rounded > 0 ? `+${text(rounded)}` : text(rounded === 0 ? 0 : rounded);
  };
}

/** `up to 5`, `5 to 12`, `above 12`, `Two year, One year`, `missing`. */
export function groupWords(group: PairGroup, read: ReadNumber = three): string {
  if (group.kind === 'missing') return 'missing';
  if (group.kind === 'levels') return group.names.join(', ');
  if (group.from === undefined) return group.to === undefined ? 'any' : `up to ${read(group.to)}`;
  return group.to === undefined ? `above ${read(group.from)}` : `${read(group.from)} to ${read(group.to)}`;
}

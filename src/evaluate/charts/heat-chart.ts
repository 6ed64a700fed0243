import { figure } from '../../core/index.js';
import type { PairGroup, PairTable } from '../explain/index.js';
import { formatter } from './format.js';
import { chart, spanOf, TEXT_SIZE, type ChartHead } from './frame.js';
import { hint, shortened, tag, widthOf, words, type Svg } from './svg.js';
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
const NAME_CHARACTERS = 22;
const three: ReadNumber = (value) => figure(value, 3);

/** A table of two features, each cell as dark as its score is high, with the score in it: light and dark tell the same in grey. */
export function heatChart(spec: HeatChart): Svg {
  const { table, width = 480, texts = new Map<string, ReadNumber>() } = spec;
  const [down, across] = table.groups;
  const [readDown, readAcross] = table.features.map((feature) => texts.get(feature) ?? three);
  const names = down.map((group) => shortened(axisWords(group, readDown), NAME_CHARACTERS));
  const left = 24 + Math.max(40, ...names.map((name) => widthOf(name, TEXT_SIZE)));
  const box = { width: (width - left - 16) / Math.max(1, across.length), height: ROW };
  const bottom = TOP + down.length * ROW;
  const known = table.scores.flat().filter((score) => !Number.isNaN(score));
  const [low, high] = spanOf(known);
  const signed = signedLike(known);
  const cells = table.scores.flatMap((line, r) =>
    line.map((score, c) => {
      const at = { ...box, x: left + c * box.width, y: TOP + r * ROW };
      const where = `${groupWords(down[r], readDown)} and ${groupWords(across[c], readAcross)}`;
      return Number.isNaN(score) ? emptyCell(at, where) : cell(at, signed(score), high > low ? (score - low) / (high - low) : 0.5, where);
    }),
  );
  return chart(
    { ...spec, height: bottom + 48 },
    words(left - 10, TOP - 10, shortened(table.features[0], NAME_CHARACTERS), { 'text-anchor': 'end', 'font-weight': 600 }),
    ...names.map((name, r) => words(left - 10, TOP + (r + 0.5) * ROW + 4, name, { 'text-anchor': 'end' })),
    ...cells,
    ...across.map((group, c) => acrossLabel(group, left + c * box.width, bottom + 15, box.width, readAcross)),
    words((left + width - 16) / 2, bottom + 36, shortened(table.features[1], 50), { 'text-anchor': 'middle', 'font-weight': 600 }),
  );
}

/** A range is named by its upper end, below the line between it and the next; the rest by their middle. */
function acrossLabel(group: PairGroup, x: number, y: number, width: number, read: ReadNumber): Svg {
  const look = { 'text-anchor': 'middle', 'font-size': 10, opacity: 0.75 };
  if (group.kind === 'range') return group.to === undefined ? '' : words(x + width, y, read(group.to), look);
  return words(x + width / 2, y, shortened(axisWords(group, read), Math.max(3, Math.floor(width / 6))), look);
}

/** On an axis there is little room, and other charts say `none` there too. */
const axisWords = (group: PairGroup, read: ReadNumber): string => (group.kind === 'missing' ? 'none' : groupWords(group, read));

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const inside = ({ x, y, width, height }: Box) => ({ x: x + 1, y: y + 1, width: width - 2, height: height - 2, rx: 2 });

function cell(box: Box, figure: string, depth: number, where: string): Svg {
  return (
    tag('rect', { ...inside(box), fill: paint('first'), 'fill-opacity': 0.04 + 0.6 * depth }, hint(`${where}: ${figure}`)) +
    words(box.x + box.width / 2, box.y + box.height / 2 + 4, figure, { 'text-anchor': 'middle', 'font-size': 10 })
  );
}

function emptyCell(box: Box, where: string): Svg {
  return tag('rect', { ...inside(box), fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.13 }, hint(`${where}: no rows`));
}

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

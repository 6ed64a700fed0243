import type { Earned } from '../../shop/live/earned.js';

/** A picture's size in its own units, room for the amounts at the left, and how many days share a label. */
interface Shape {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  readonly labels: number;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [72, 24, 16, 34];
/** One for a desk and one for a phone, so that letters stay as large as those around them. */
const SHAPES: readonly Shape[] = [
  { name: 'wide', width: 772, height: 320, labels: 8 },
  { name: 'narrow', width: 358, height: 280, labels: 4 },
];

/** The difference in revenue after each day, its interval and the truth; of the two pictures the page's style shows one. */
export const earnedChart = (course: readonly Earned[]): string => SHAPES.map((shape) => picture(course, shape)).join('\n');

function picture(course: readonly Earned[], { name, width, height, labels }: Shape): string {
  const found = course.map(({ revenue }) => revenue.found.difference);
  const truths = course.map(({ revenue }) => revenue.truth);
  const [low, high] = rangeOf(course);
  const x = (day: number): number => LEFT + ((width - LEFT - RIGHT) * day) / Math.max(1, course.length - 1);
  const y = (value: number): number => TOP + ((height - BOTTOM - TOP) * (high - value)) / (high - low);
  const point = (value: number, day: number): string => `${x(day).toFixed(1)} ${y(value).toFixed(1)}`;
  const line = (values: readonly number[]): string => `M${values.map(point).join('L')}`;
  const back = found.map((one, day) => point(one.low, day)).toReversed();
  const every = Math.ceil(course.length / labels);
  const steps = ticksIn(low, high);
  const digits = steps.every(Number.isInteger) ? 0 : 2;
  const ticks = steps.map((tick) => {
    const at = y(tick).toFixed(1);
    return `<line class="${tick === 0 ? 'zero' : 'grid'}" x1="${LEFT}" x2="${width - RIGHT}" y1="${at}" y2="${at}"/><text x="${LEFT - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${amount(tick, digits)}</text>`;
  });
  const days = course.flatMap(({ days: day }, i) =>
    i % every === 0 ? [`<text x="${x(i).toFixed(1)}" y="${height - 12}" text-anchor="middle">day ${day}</text>`] : [],
  );
  return `<svg class="${name}" viewBox="0 0 ${width} ${height}" role="img" aria-label="More revenue per visitor after each day, with its interval and the truth">
<clipPath id="${name}-inside"><rect x="${LEFT}" y="${TOP}" width="${width - LEFT - RIGHT}" height="${height - TOP - BOTTOM}"/></clipPath>${ticks.join('')}
<g clip-path="url(#${name}-inside)"><path class="band" d="${line(found.map((one) => one.high))}L${back.join('L')}Z"/><path class="truth" d="${line(truths)}"/><path class="found" d="${line(found.map((one) => one.value))}"/></g>${days.join('')}</svg>`;
}

/** What the picture shows: zero, and all but the first two evenings' intervals, which would flatten the others and so run out of it. */
function rangeOf(course: readonly Earned[]): readonly [low: number, high: number] {
  const found = course.slice(Math.min(2, course.length - 1)).map(({ revenue }) => revenue.found.difference);
  const all = [...course.map(({ revenue }) => revenue.truth), ...found.flatMap((one) => [one.low, one.high])].filter(Number.isFinite);
  const low = Math.min(0, ...all);
  return [low, Math.max(low + 1, ...all)];
}

/** `−EUR 2`: all of one axis to as many digits. */
const amount = (value: number, digits: number): string => `${value < 0 ? '−' : ''}EUR ${Math.abs(value).toFixed(digits)}`;

function ticksIn(low: number, high: number): readonly number[] {
  const step = [0.5, 1, 2, 5, 10, 20, 50, 100].find((size) => (high - low) / size <= 7) ?? 200;
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, i) => (Math.ceil(low / step) + i) * step);
}

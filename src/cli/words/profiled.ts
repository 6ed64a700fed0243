import { count, figure, percent } from '../../core/index.js';
import type { FileColumnProfile, FileProfile } from '../../data/index.js';
import { histogramLine, paint, textTable } from '../terminal/index.js';

/** What `profile` says: one line per column with what it holds and a small picture, then what a person should know. */
export function profiledText(profile: FileProfile, look: { readonly colour: boolean; readonly width: number }): string {
  const p = paint(look.colour);
  const titles = [
    { title: 'column' },
    { title: 'type' },
    { title: 'empty', align: 'right' as const },
    { title: 'bad', align: 'right' as const },
    { title: 'different', align: 'right' as const },
    { title: 'what it holds' },
    { title: 'spread' },
  ];
  const lines = textTable(
    titles,
    profile.columns.map((c) => cellsOf(c, profile.rows)),
    { width: look.width, title: p.dim },
  );
  return [
    p.bold(`${profile.file}: ${count(profile.rows, 'row')}, ${count(profile.columns.length, 'column')}`),
    '',
    ...lines,
    ...(profile.notes.length > 0 ? ['', ...profile.notes] : []),
  ].join('\n');
}

const cellsOf = (column: FileColumnProfile, rows: number): string[] => [
  column.name,
  column.unit === undefined ? column.type : `${column.type}, ${column.unit}`,
  column.nulls === 0 ? '' : percent(column.nulls / rows),
  column.bad === 0 ? '' : column.bad.toLocaleString('en'),
  column.distinct.toLocaleString('en'),
  holds(column),
  picture(column),
];

const MOST_NAMED = 3;

function holds({ numbers, times, texts, distinct }: FileColumnProfile): string {
  if (numbers) return `${figure(numbers.min)} … ${figure(numbers.max)}, median ${figure(numbers.quantiles.p50)}`;
  if (times) return `${times.min} … ${times.max}`;
  if (!texts) return 'nothing';
  if (distinct > MOST_NAMED && texts.top[0].count === 1) return `such as ${texts.top[0].value}`;
  const named = texts.top.slice(0, MOST_NAMED).map((level) => `${level.value} ${level.count.toLocaleString('en')}`);
  return `${named.join(', ')}${distinct > MOST_NAMED ? ' …' : ''}`;
}

function picture({ numbers, times, texts }: FileColumnProfile): string {
  const histogram = numbers?.histogram ?? times?.histogram;
  if (histogram) return histogramLine(histogram.counts);
  return texts && texts.top[0].count > 1 ? histogramLine(texts.top.map((level) => level.count)) : '';
}

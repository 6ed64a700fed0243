import { figure } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { Change } from '../use/diff/changes.js';
import type { MetricChange } from '../use/diff/metric-changes.js';

/** A table of texts under what it is about; the first column is text, the others are figures unless said. */
export interface StoryTable {
  readonly about: string;
  readonly heads: readonly string[];
  readonly lines: readonly (readonly string[])[];
  /** Every column is text. */
  readonly texts?: true;
}

/** A comparison as people tell it, for a terminal, a pull request and a meeting alike. */
export interface DiffStory {
  /** What there is to know first. */
  readonly verdict: string;
  /** Whole sentences, the most important first. */
  readonly sentences: readonly string[];
  readonly tables: readonly StoryTable[];
}

const LONGEST = 160;
const LONG_FRACTION = /^-?\d+\.\d{5,}$/;

/** What there is to say where both names mean one version. */
export const oneVersion = (name: string): DiffStory => ({
  verdict: `Both names mean ${name}: there is nothing to compare.`,
  sentences: ['millwright models lists the versions that there are.'],
  tables: [],
});

/** An interval in words: `0.1 … 0.2`. */
export const spanWords = ({ low, high }: Interval, show: (value: number) => string = figure): string => `${show(low)} … ${show(high)}`;

/** `1.2 MB` */
export const bytesWords = (bytes: number): string => (bytes >= 1e6 ? `${figure(bytes / 1e6, 3)} MB` : `${figure(bytes / 1e3, 3)} kB`);

/** Two versions by their names. */
interface Named {
  readonly a: string;
  readonly b: string;
}

/** The metrics of both, under what they are figures of; `paired` says how the intervals came about, and is absent where nothing is said of gains. */
export function metricsTable(
  { a, b }: Named,
  metrics: Readonly<Record<string, MetricChange>>,
  { of, paired }: { readonly of: string; readonly paired?: 'paired' | 'unpaired' },
): StoryTable {
  return {
    about: 'metrics',
    heads: [of, a, b, ...(paired ? ['better by', `95% interval, ${paired}`] : [])],
    lines: Object.entries(metrics).map(([name, m]) => [
      name,
      figure(m.a ?? NaN),
      figure(m.b ?? NaN),
      ...(paired ? [m.gain ? figure(m.gain.value) : '–', m.gain ? spanWords(m.gain) : '–'] : []),
    ]),
  };
}

/** A long fraction rounded, and a long text cut. */
function short(text: string | null): string {
  if (text === null) return '–';
  if (LONG_FRACTION.test(text)) return figure(Number(text), 6);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** With another learner the parameters have nothing to do with each other. */
export function changedTable({ a, b, changed }: Named & { readonly changed: readonly Change[] }): StoryTable {
  const otherLearner = changed.some((c) => c.what === 'learner');
  return {
    about: 'changed',
    heads: ['changed', a, b],
    lines: changed.filter((c) => !(otherLearner && c.what.startsWith('params.'))).map((c) => [c.what, short(c.a), short(c.b)]),
    texts: true,
  };
}

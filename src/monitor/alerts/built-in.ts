import { count, figure, percent } from '../../core/index.js';
import type { Interval } from '../../evaluate/index.js';
import type { DriftFinding } from '../drift/finding.js';
import { unknown, type Verdict } from './verdict.js';
import type { Performance, Watched } from './watched.js';

const SHOWN = 3;
const STALE_HOURS = 24;

type BuiltIn = (watched: Watched) => Verdict;

/** The rules that every watched model has, by name: `drift`, `decay`, `log drops`, `skew`, `freshness`. */
export const builtIn: Readonly<Record<string, BuiltIn>> = {
  drift: (watched) => {
    const alarms = watched.drift.filter((finding) => finding.alarm);
    if (watched.drift.length === 0) return unknown('drift');
    return verdict('drift', alarms.length > 0, false, driftText(alarms), [
      `See \`millwright monitor ${watched.model}\`: when the world changed, retrain; when a source is broken, repair it first.`,
    ]);
  },
  decay: (watched) => {
    const state = watched.performance && decayOf(watched.performance);
    if (!watched.performance || !state) return unknown('decay');
    return verdict('decay', state.fell, state.clear, state.text, [
      `Run \`millwright retrain ${watched.model}\`, or go back with \`millwright rollback ${watched.model}\`.`,
    ]);
  },
  'log drops': ({ figures: { droppedRows } }) =>
    counted('log drops', droppedRows, (n) => `The prediction log lost ${count(n, 'row')}: the database was away and the spool was full.`, [
      'Bring the database back, and give the spool more room. The lost rows have no outcomes and are in no figure.',
    ]),
  skew: ({ figures: { skewedRows } }) =>
    counted('skew', skewedRows, (n) => `${count(n, 'served row')} of the recomputed sample got another answer than the batch path gives.`, [
      'Serve from the version that was trained on this runtime, and report the rows: both paths must agree to the bit.',
    ]),
  freshness: ({ figures: { freshnessHours } }) => {
    if (typeof freshnessHours !== 'number') return unknown('freshness');
    const text = `The newest prediction is ${figure(freshnessHours, 3)} hours old.`;
    return verdict('freshness', freshnessHours > STALE_HOURS, freshnessHours < STALE_HOURS / 2, text, [
      'Look whether the callers still reach the server, and whether its log is written.',
    ]);
  },
};

const verdict = (rule: string, holds: boolean, clear: boolean, text: string, [todo]: readonly [string]): Verdict => ({
  rule,
  holds,
  clear: clear && !holds,
  text,
  todo,
});

function counted(rule: string, rows: number | null | undefined, text: (rows: number) => string, todo: readonly [string]): Verdict {
  return typeof rows === 'number' ? verdict(rule, rows > 0, false, text(rows), todo) : unknown(rule);
}

function driftText(alarms: readonly DriftFinding[]): string {
  const columns = [...new Set(alarms.map((finding) => finding.feature))];
  const shown = columns.slice(0, SHOWN).map((column) => alarms.find((finding) => finding.feature === column)!.text);
  const rest = columns.length - shown.length;
  return [...shown, ...(rest > 0 ? [`And ${count(rest, 'more column')}.`] : [])].join(' ');
}

/** Whether a metric fell for sure: its interval lies wholly on the bad side of what was promised, of what was estimated, or of knowing nothing. */
export function decayOf(performance: Performance): { readonly fell: boolean; readonly clear: boolean; readonly text: string } | undefined {
  const { metric, better, promised, realised, estimated, baseline } = performance;
  if (!realised) return undefined;
  const worse = (limit: Interval | number): boolean => (better === 'higher' ? realised.high < lowOf(limit) : realised.low > highOf(limit));
  const beaten = [
    ...(worse(promised) ? [`below the ${range(promised)} that its holdout promised`] : []),
    ...(estimated && worse(estimated) ? [`below the ${range(estimated)} that was estimated without labels`] : []),
    ...(baseline !== null && worse(baseline) ? [`worse than knowing nothing (${figure(baseline)})`] : []),
  ];
  const clear = better === 'higher' ? realised.value >= promised.value : realised.value <= promised.value;
  const words = better === 'higher' ? beaten : beaten.map((one) => one.replace('below', 'above'));
  return {
    fell: beaten.length > 0,
    clear,
    text: `${metric} is ${figure(realised.value)} (${range(realised)}, ${percent(0.95)} interval), ${words.join(' and ')}.`,
  };
}

const lowOf = (limit: Interval | number): number => (typeof limit === 'number' ? limit : limit.low);
const highOf = (limit: Interval | number): number => (typeof limit === 'number' ? limit : limit.high);
const range = ({ low, high }: Interval): string => `${figure(low)} … ${figure(high)}`;

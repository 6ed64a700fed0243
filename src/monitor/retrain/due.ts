import { count } from '../../core/index.js';
import { durationMs } from '../../data/index.js';
import { lastTick, parseCron, type RetrainRules } from '../../model/index.js';
import { decayOf } from '../alerts/built-in.js';
import type { Watched } from '../alerts/watched.js';

/** What is remembered of a model's retraining. */
export interface RetrainState {
  /** When it was first looked at; schedules count from here. */
  readonly since: number;
  /** When the last attempt began; null before the first. */
  readonly lastAt: number | null;
}

/** Why a model is to be trained again. */
export interface Trigger {
  readonly kind: 'drift' | 'decay' | 'newRows' | 'cron';
  readonly text: string;
}

/** Labelled rows: what the champion learned from, and what the source has now. */
export interface RowCounts {
  readonly learned: number;
  readonly now: number;
  /** What they are called; without a target none has a label. Default: labelled rows. */
  readonly called?: 'row' | 'event';
}

const AT_MOST_EVERY = '1d';

/** Whether so much time has passed since the last attempt that another may be thought of. A clock that was set back makes it wait. */
export const mayRetrain = (state: RetrainState, rules: RetrainRules, now: number): boolean =>
  state.lastAt === null || now - state.lastAt >= durationMs(rules.atMostEvery ?? AT_MOST_EVERY);

/** Why a model is due to be trained again; empty when it is not. What is not known (null) makes nothing due. */
export function retrainDue(
  watched: Watched | null,
  rows: RowCounts | null,
  state: RetrainState,
  rules: RetrainRules,
  now: number,
): readonly Trigger[] {
  if (!mayRetrain(state, rules, now)) return [];
  const { drift = true, decay = true, newRows, cron } = rules;
  const alarms = drift ? (watched?.drift ?? []).filter((finding) => finding.alarm) : [];
  const fallen = decay ? decayIn(watched) : undefined;
  const more = newRows !== undefined && rows ? rows.now - rows.learned : 0;
  const tick = cron === undefined ? undefined : lastTick(parseCron(cron), state.lastAt ?? state.since, now);
  return [
    ...(alarms.length > 0 ? [{ kind: 'drift', text: alarms[0].text } as const] : []),
    ...(fallen !== undefined ? [{ kind: 'decay', text: fallen } as const] : []),
    ...(newRows !== undefined && more >= newRows
      ? [{ kind: 'newRows', text: `The source has ${count(more, rows?.called ?? 'labelled row')} more.` } as const]
      : []),
    ...(tick === undefined ? [] : [{ kind: 'cron', text: `The schedule "${cron}" was due at ${new Date(tick).toISOString()}.` } as const]),
  ];
}

/** What proves that the version fell: its metric, or what its own rules say. */
function decayIn(watched: Watched | null): string | undefined {
  const fallen = watched?.performance ? decayOf(watched.performance) : undefined;
  if (fallen?.fell) return fallen.text;
  return watched?.verdicts?.find(({ rule, holds }) => rule === 'decay' && holds === true)?.text;
}

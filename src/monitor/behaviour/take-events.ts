import { MillwrightError, mwError } from '../../core/index.js';
import type { BehaviourEvent } from '../../store/index.js';
import type { PredictionLog } from '../log/prediction.js';
import type { RefusedEvent, ReportedEvent, TakenEvents } from './behaviour.js';
import { readEvent } from './read-event.js';

/** What became of events, and the events that now count. */
export interface Took {
  readonly answer: TakenEvents;
  readonly taken: readonly BehaviourEvent[];
  readonly waiting: readonly BehaviourEvent[];
}

/** Reads events and hands them to the log; resolves when all that can be taken are durable. Raises `MW_MONITOR_EVENTS_AWAY` when they are stored nowhere. */
export async function takeEvents(reported: readonly ReportedEvent[], log: Pick<PredictionLog, 'addEvents'>, now: number): Promise<Took> {
  const events: BehaviourEvent[] = [];
  const places: number[] = [];
  const refused: RefusedEvent[] = [];
  for (const [index, one] of reported.entries())
    try {
      events.push(readEvent(one, now));
      places.push(index);
    } catch (error) {
      refused.push(refusalOf(error, index));
    }
  const fates = await log.addEvents(events, now);
  if (fates.includes('lost')) throw mwError('MW_MONITOR_EVENTS_AWAY', {});
  for (const [i, fate] of fates.entries())
    if (fate === 'refused')
      refused.push(refusalOf(mwError('MW_MONITOR_EVENT', { field: 'id', reason: 'the database cannot hold it' }), places[i]));
  const taken = events.filter((_, i) => fates[i] === 'taken');
  const waiting = events.filter((_, i) => fates[i] === 'waiting');
  const known = fates.filter((fate) => fate === 'known').length;
  refused.sort((a, b) => a.index - b.index);
  return { answer: { taken: taken.length, known, waiting: waiting.length, refused }, taken, waiting };
}

function refusalOf(error: unknown, index: number): RefusedEvent {
  if (!(error instanceof MillwrightError)) throw error;
  return { index, code: error.code, reason: error.message };
}

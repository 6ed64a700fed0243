import { ID_CHARACTERS, idFault, mwError, textFault, type MillwrightError } from '../../core/index.js';
import { parseTime } from '../../expr/index.js';
import type { BehaviourEvent } from '../../store/index.js';
import type { ReportedEvent } from './behaviour.js';

/** Characters that a type, or the name of a source, may have. */
const NAME_CHARACTERS = 100;
/** A price times a quantity, and the squares that intervals are made of, stay finite far beyond. */
const MOST_AMOUNT = 1e15;
/** Clocks differ by so much. */
const SKEW_MS = 60_000;

/** A reported event as it is stored. Raises `MW_MONITOR_EVENT…` when it cannot be true. */
export function readEvent(reported: ReportedEvent, now: number): BehaviourEvent {
  return {
    id: idOf(reported.id, 'id'),
    user: idOf(reported.user, 'user'),
    item: idOf(reported.item, 'item'),
    type: reported.type === undefined ? null : textOf(reported.type, 'type', NAME_CHARACTERS),
    at: timeOf(reported.at, now),
    value: amountOf(reported.value, 'value'),
    quantity: amountOf(reported.quantity, 'quantity'),
    price: amountOf(reported.price, 'price'),
    slate: reported.slate === undefined ? null : textOf(reported.slate, 'slate', ID_CHARACTERS),
    source: reported.source === undefined ? null : textOf(reported.source, 'source', NAME_CHARACTERS),
  };
}

function idOf(id: string | number, name: string): string {
  const reason = idFault(id);
  if (reason !== undefined) throw fault(name, reason);
  return String(id);
}

function textOf(text: string, name: string, most: number): string {
  const reason = textFault(text, most);
  if (reason !== undefined) throw fault(name, reason);
  return text;
}

function timeOf(at: ReportedEvent['at'], now: number): number {
  if (at === undefined) return now;
  const ms = typeof at === 'number' ? at : parseTime(at);
  if (!Number.isSafeInteger(ms) || ms < 0)
    throw fault('at', 'it is no point in time since 1970, such as 2026-01-31T12:00:00Z or whole milliseconds');
  if (ms > now + SKEW_MS) throw mwError('MW_MONITOR_EVENT_FUTURE', { seconds: Math.round((ms - now) / 1000) });
  return ms;
}

function amountOf(amount: number | undefined, name: string): number | null {
  if (amount === undefined) return null;
  if (!(amount >= 0 && amount <= MOST_AMOUNT)) throw fault(name, `${amount} is not between 0 and ${MOST_AMOUNT}`);
  return amount;
}

const fault = (field: string, reason: string): MillwrightError => mwError('MW_MONITOR_EVENT', { field, reason });

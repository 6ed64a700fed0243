import type { Json } from '../../core/index.js';
import type { AlertRow } from '../../store/index.js';

/** One notice of one alert to one channel, and how far it got. `id` is the same in every attempt: receivers may drop what they know. */
export interface Notice {
  /** `ALERT:opened:CHANNEL`. */
  readonly id: string;
  readonly event: 'opened' | 'closed';
  /** Which channel, without its secrets: `webhook hooks.example.com`. */
  readonly channel: string;
  readonly attempts: number;
  /** When somebody last set out to send it; null before that. */
  readonly triedAt: number | null;
  /** null until the channel took it. */
  readonly sentAt: number | null;
  /** Why the last attempt failed. */
  readonly error: string | null;
}

/** An alert for people and programs. */
export interface Alert {
  readonly id: string;
  readonly model: string;
  readonly version: number;
  readonly rule: string;
  /** ISO 8601. */
  readonly since: string;
  /** ISO 8601; null while it lasts. */
  readonly until: string | null;
  /** What changed. */
  readonly text: string;
  /**
   * What the version as a whole earns less a day than was expected of it, where a payoff is declared; `estimated` without outcomes, if only the inputs changed. Null where
   * it earns what was expected, or nobody knows.
   * Alerts that last at the same time share it: it is not to be added up.
   */
  readonly cost: { readonly currency: string; readonly perDay: number; readonly estimated?: true } | null;
  /** What to do. */
  readonly todo: string;
}

/** What a row keeps beside its times. */
export interface AlertDetail {
  readonly text: string;
  readonly todo: string;
  readonly cost: Alert['cost'];
  /** Evaluations in a row for which the rule did not hold. */
  readonly quiet: number;
  readonly notices: readonly Notice[];
}

export const detailOf = (row: AlertRow): AlertDetail => row.detail as unknown as AlertDetail;

export const withDetail = (row: Omit<AlertRow, 'detail'>, detail: AlertDetail): AlertRow => ({ ...row, detail: detail as unknown as Json });

/** An alert's row as an alert. */
export function alertOf(row: AlertRow): Alert {
  const { text, todo, cost } = detailOf(row);
  return {
    id: row.id,
    model: row.model,
    version: row.version,
    rule: row.rule,
    since: new Date(row.openedAt).toISOString(),
    until: row.closedAt === null ? null : new Date(row.closedAt).toISOString(),
    text,
    cost,
    todo,
  };
}

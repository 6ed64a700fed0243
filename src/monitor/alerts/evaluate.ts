import { randomUUID } from 'node:crypto';
import type { Clock } from '../../core/index.js';
import type { Channel, MonitorRules } from '../../model/index.js';
import { aliasVersion, listAlerts, putAlert, type AlertRow, type Store } from '../../store/index.js';
import { alertOf, detailOf, withDetail, type Alert, type AlertDetail, type Notice } from './alert.js';
import { builtIn } from './built-in.js';
import { channelName } from './channels/name.js';
import { declaredVerdict } from './declared.js';
import type { Verdict } from './verdict.js';
import type { Watched } from './watched.js';

/** Evaluations in a row for which a rule must not hold before its alert ends, unless its figure is back by a margin. */
const QUIET_TO_CLOSE = 3;

/** What an evaluation changed, and what lasts after it. */
export interface EvaluatedAlerts {
  readonly opened: readonly Alert[];
  readonly closed: readonly Alert[];
  /** Newest first, the opened ones among them. */
  readonly open: readonly Alert[];
}

/** What every rule, built-in and declared, says of one version in one window. A declared rule with a built-in's name replaces it. */
export function verdictsOf(watched: Watched, rules: Pick<MonitorRules, 'alerts'> | undefined): readonly Verdict[] {
  const declared = rules?.alerts ?? {};
  return [
    ...(watched.verdicts ?? Object.values(builtIn).map((rule) => rule(watched))).filter(({ rule }) => !(rule in declared)),
    ...Object.entries(declared).map(([name, node]) => declaredVerdict(watched.model, name, node, watched.figures)),
  ];
}

/**
 * Opens an alert when its rule begins to hold and ends it when the rule is quiet: after three evaluations, or at once when the figure is
 * back by a margin. While it lasts there is one row and one notice. What is not known neither opens nor ends anything, and neither does a look
 * at a version beside the champion. One transaction; the notices are written down with it, for `deliverNotices` to send.
 */
export function evaluateAlerts(store: Store, watched: Watched, rules: MonitorRules | undefined, clock: Clock): Promise<EvaluatedAlerts> {
  const verdicts = verdictsOf(watched, rules);
  const channels = rules?.notify ?? [];
  const cost = costOf(watched);
  return store.write(async (tx) => {
    const before = await listAlerts(tx, { model: watched.model, open: true, limit: 1000 });
    const champion = await aliasVersion(tx, watched.model, 'champion');
    if (champion !== undefined && champion !== watched.version)
      return { opened: [], closed: [], open: before.filter(({ version }) => version === watched.version).map(alertOf) };
    const lasting = new Map(before.map((row) => [row.rule, row]));
    const after: AlertRow[] = [];
    for (const verdict of verdicts) {
      const row = next(lasting.get(verdict.rule), verdict, { watched, channels, cost, now: clock() });
      if (row && row !== lasting.get(verdict.rule)) await putAlert(tx, row);
      if (row) after.push(row);
      lasting.delete(verdict.rule);
    }
    for (const gone of lasting.values()) {
      const row = ended(gone, { ...detailOf(gone), text: `${detailOf(gone).text} (The rule is no longer declared.)` }, channels, clock());
      await putAlert(tx, row);
      after.push(row);
    }
    const known = new Set(before.map((row) => row.id));
    return {
      opened: after.filter((row) => !known.has(row.id)).map(alertOf),
      closed: after.filter((row) => row.closedAt !== null).map(alertOf),
      open: after.filter((row) => row.closedAt === null).map(alertOf),
    };
  });
}

interface Situation {
  readonly watched: Watched;
  readonly channels: readonly Channel[];
  readonly cost: AlertDetail['cost'];
  readonly now: number;
}

/** The row after a verdict; undefined where there is no alert and none begins. */
function next(row: AlertRow | undefined, verdict: Verdict, { watched, channels, cost, now }: Situation): AlertRow | undefined {
  const { rule, holds, clear, text, todo } = verdict;
  if (holds === null || (!row && !holds)) return row;
  if (!row) {
    const begun = { id: randomUUID(), model: watched.model, version: watched.version, rule, openedAt: now, lastAt: now, closedAt: null };
    return withDetail(begun, { text, todo, cost, quiet: 0, notices: noticesOf(begun.id, 'opened', channels) });
  }
  const detail = detailOf(row);
  if (holds) return withDetail({ ...row, lastAt: now }, { ...detail, text, todo, cost, quiet: 0 });
  const quiet = detail.quiet + 1;
  return clear || quiet >= QUIET_TO_CLOSE ? ended(row, detail, channels, now) : withDetail(row, { ...detail, quiet });
}

function ended(row: AlertRow, detail: AlertDetail, channels: readonly Channel[], now: number): AlertRow {
  return withDetail({ ...row, closedAt: now }, { ...detail, notices: [...detail.notices, ...noticesOf(row.id, 'closed', channels)] });
}

function noticesOf(alert: string, event: Notice['event'], channels: readonly Channel[]): readonly Notice[] {
  return [...new Set(channels.map(channelName))].map((channel) => ({
    id: `${alert}:${event}:${channel}`,
    event,
    channel,
    attempts: 0,
    triedAt: null,
    sentAt: null,
    error: null,
  }));
}

/**
 * What the shortfall costs a day: by the outcomes; while those are too few, by the estimate without them, where it is below the promise for sure. Null without a
 * payoff, or where it earns what was expected.
 */
export function costOf({ money }: Watched): AlertDetail['cost'] {
  if (!money) return null;
  const { currency, expectedPerRow, perRow, estimatedPerRow, rowsPerDay } = money;
  const estimated = perRow === null && estimatedPerRow !== undefined && estimatedPerRow.high < expectedPerRow;
  const now = estimated ? estimatedPerRow.value : perRow;
  if (now === null) return null;
  const perDay = (expectedPerRow - now) * rowsPerDay;
  return perDay > 0 && Number.isFinite(perDay) ? { currency, perDay, ...(estimated ? { estimated } : {}) } : null;
}

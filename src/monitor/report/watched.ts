import { figureNamed } from '../../evaluate/index.js';
import { isFigure, type Figures } from '../../model/index.js';
import type { Watched } from '../alerts/watched.js';
import type { MonitorReport } from './monitor-report.js';

/** Outcomes below which no realised figure takes part in a rule: chance alone would open and end alerts. */
export const LEAST_OUTCOMES = 30;

/** What alert rules and retraining look at, from a report and what a model that knows nothing would do. */
export function watchedOf(report: Omit<MonitorReport, 'alerts' | 'trust'>, baseline: number | null): Watched {
  const { model, version, metric, metrics, promised, estimated, expected, money, health, drift } = report;
  const known = report.outcomes >= LEAST_OUTCOMES;
  return {
    model,
    version,
    figures: figuresOf(report),
    drift,
    performance: promised[metric]
      ? {
          metric,
          better: figureNamed(metric, report.task).better,
          promised: promised[metric],
          realised: known ? (metrics[metric] ?? null) : null,
          estimated: known ? expected : (estimated[metric] ?? null),
          baseline,
        }
      : null,
    ...(money?.promisedPerRow
      ? {
          money: {
            currency: money.currency,
            expectedPerRow: money.promisedPerRow.value,
            perRow: known ? (money.perRow?.value ?? null) : null,
            ...(money.estimatedPerRow ? { estimatedPerRow: money.estimatedPerRow } : {}),
            rowsPerDay: health.perDay,
          },
        }
      : {}),
  };
}

/** Every figure that alert rules may read; null where it is not known. */
export function figuresOf(report: Omit<MonitorReport, 'alerts' | 'trust'>): Figures {
  const { metrics, estimated, money, health, drift, predictions, outcomes, skew, odd } = report;
  const alarms = drift.filter((finding) => finding.alarm);
  const served = predictions > 0;
  const realised = outcomes >= LEAST_OUTCOMES ? metrics : {};
  return {
    ...namedFigures(realised, ''),
    ...namedFigures(estimated, 'estimated_'),
    predictions,
    outcomes,
    driftCount: drift.length > 0 ? new Set(alarms.map((finding) => finding.feature)).size : null,
    driftAlarms: drift.length > 0 ? alarms.length : null,
    nullRate: served ? greatest(health.nullRates) : null,
    unseenRate: served ? greatest(health.unseenRates) : null,
    anomalyRate: odd ? odd.share.value : null,
    violationRate: served || health.refused > 0 ? health.refused / (health.refused + predictions) : null,
    freshnessHours: health.freshnessHours,
    volume: health.perDay,
    latencyP99Ms: health.latency?.p99Ms ?? null,
    droppedRows: health.dropped,
    skewedRows: skew ? skew.skewed : null,
    money: money?.total?.value ?? null,
    moneyPerRow: money?.perRow?.value ?? null,
  };
}

function namedFigures(figures: Readonly<Record<string, { readonly value: number }>>, prefix: string): Figures {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, { value }]) => (isFigure(prefix + name) ? [[prefix + name, value]] : [])),
  );
}

function greatest(rates: Readonly<Record<string, number>>): number | null {
  const values = Object.values(rates);
  return values.length > 0 ? Math.max(...values) : null;
}

import type { Figures } from '../../model/index.js';
import type { Watched } from '../alerts/watched.js';
import type { ListFacts } from './verdicts.js';

/** What alert rules and retraining look at of a recommender: its figures and what has shifted. */
export function watchedLists(facts: ListFacts): Watched {
  const { model, version, drift } = facts;
  return { model, version, drift, performance: null, figures: figuresOfLists(facts) };
}

function figuresOfLists({ lists, made, brought, found, exposure, events, age, health, drift }: ListFacts): Figures {
  const alarms = drift.filter(({ alarm }) => alarm);
  return {
    lists,
    fallbackShare: made.fallback?.value ?? null,
    emptyShare: made.empty?.value ?? null,
    shortShare: made.short?.value ?? null,
    clickRate: brought?.clicked.value ?? null,
    purchaseRate: brought?.bought.value ?? null,
    revenuePerList: brought?.revenue.value ?? null,
    listNdcg: found?.metrics['ndcg@10'].lists.value ?? null,
    listRecall: found?.metrics['recall@10'].lists.value ?? null,
    listGain: found?.metrics['ndcg@10'].gain.value ?? null,
    coverage: exposure?.coverage ?? null,
    gini: exposure?.gini ?? null,
    unknownItemShare: events.unknownItems?.value ?? null,
    ageDays: age.days,
    newEvents: age.newEvents,
    driftCount: drift.length > 0 ? new Set(alarms.map(({ feature }) => feature)).size : null,
    driftAlarms: drift.length > 0 ? alarms.length : null,
    freshnessHours: health.freshnessHours,
    volume: health.perDay,
    latencyP99Ms: health.latency?.p99Ms ?? null,
    droppedRows: health.dropped,
  };
}

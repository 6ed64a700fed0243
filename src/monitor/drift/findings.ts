import { discoveries } from '../../evaluate/index.js';
import type { ComparedColumn, ComparedPart } from './compared.js';
import type { DriftFinding } from './finding.js';
import type { DriftSettings } from './limits.js';

/**
 * The findings of columns that were compared, most important column first. One test per column decides with the false discovery rate held over all columns; in a
 * column that changed, those parts alarm that are as sure on their own, the surest at any rate, unless they are a trifle.
 */
export function findingsOf(columns: readonly ComparedColumn[], settings: DriftSettings): readonly DriftFinding[] {
  const tested = columns.filter(({ parts }) => parts.length > 0);
  const changed = discoveries(
    tested.map(({ p }) => p),
    settings.rate,
  );
  const sure = (settings.rate * changed.filter(Boolean).length) / Math.max(1, tested.length);
  const total = Object.values(settings.importance).reduce((sum, one) => sum + one, 0);
  const importanceOf = (feature: string): number => (total > 0 ? (settings.importance[feature] ?? 0) / total : 0);
  return tested
    .flatMap(({ feature, kind, parts }, k) => {
      const surest = Math.min(...parts.map(({ p }) => p));
      const alarms = (part: ComparedPart): boolean =>
        changed[k] && (part.p <= sure || part.p === surest) && part.distance >= settings.floor;
      return parts.map((part) => rowOf(feature, kind, part, alarms(part), importanceOf(feature)));
    })
    .toSorted(
      (a, b) =>
        Number(b.alarm) - Number(a.alarm) || b.importance - a.importance || Math.abs(b.value) / b.limit - Math.abs(a.value) / a.limit,
    );
}

function rowOf(feature: string, kind: DriftFinding['kind'], part: ComparedPart, alarm: boolean, importance: number): DriftFinding {
  const { statisticName: statistic, effect, limit, p, figures, text, rows } = part;
  return {
    feature,
    kind,
    statistic,
    ...effect,
    rows,
    alarm,
    limit,
    large: alarm && Math.abs(effect.value) >= limit,
    p,
    importance,
    figures,
    text,
  };
}

import type { ListValue } from '../list-value.js';

/** What one visitor of the live days came to. */
export interface LiveVisitor {
  readonly person: number;
  /** 0 control, 1 treated: the same at every visit. */
  readonly arm: 0 | 1;
  readonly visits: number;
  readonly purchases: number;
  /** Euro paid, what of it is given back for things sent back, and euro kept. */
  readonly revenue: number;
  readonly refunds: number;
  readonly margin: number;
  /** What the treated arm's lists were truly worth beyond the control's, at this visitor's visits: a sum of exact expectations. */
  readonly truly: { readonly revenue: number; readonly margin: number };
}

/** A visit: what was spent, and what the list shown and the other arm's list were worth to this visitor. */
export interface NotedVisit {
  readonly person: number;
  readonly arm: 0 | 1;
  readonly spent: ListValue;
  readonly own: ListValue;
  readonly instead: ListValue;
}

/** A visitor after one more visit. */
export function noted(before: LiveVisitor | undefined, { person, arm, spent, own, instead }: NotedVisit): LiveVisitor {
  const more = (what: 'revenue' | 'margin'): number => (arm === 1 ? own[what] - instead[what] : instead[what] - own[what]);
  return {
    person,
    arm: before?.arm ?? arm,
    visits: (before?.visits ?? 0) + 1,
    purchases: (before?.purchases ?? 0) + spent.purchases,
    revenue: (before?.revenue ?? 0) + spent.revenue,
    refunds: (before?.refunds ?? 0) + spent.refunds,
    margin: (before?.margin ?? 0) + spent.margin,
    truly: { revenue: (before?.truly.revenue ?? 0) + more('revenue'), margin: (before?.truly.margin ?? 0) + more('margin') },
  };
}

import { listAudit, modelPointers, type RoutingRules, type Tx } from '../../store/index.js';

/** Who is left to the champion is the control. */
const CONTROL = 'champion';

/** In which shares the sides of an experiment were drawn. */
export interface DrawnShares {
  /** Percent by side. */
  readonly shares: Readonly<Record<string, number>>;
  /** Whether they were changed while it ran: then they tell nothing of how many there should be. */
  readonly changed: boolean;
}

/** The shares of an experiment by the model's rules of now, or by those that the audit has of it; `undefined` when neither knows it. */
export async function drawnShares(tx: Tx, model: string, experiment: string): Promise<DrawnShares | undefined> {
  const now = (await modelPointers(tx)).find((one) => one.model === model)?.rules;
  const before = await rulesInAudit(tx, model, experiment);
  const all = [...(now?.ab?.salt === experiment ? [now] : []), ...before].map(sharesIn);
  if (all.length === 0) return undefined;
  return { shares: all[0], changed: all.some((one) => JSON.stringify(one) !== JSON.stringify(all[0])) };
}

/** Entries of the audit in one look. */
const PAGE = 1000;

/** The rules that ever had the experiment, the newest first. */
async function rulesInAudit(tx: Tx, model: string, experiment: string): Promise<readonly RoutingRules[]> {
  const found: RoutingRules[] = [];
  for (let before: number | undefined; ;) {
    const page = await listAudit(tx, { limit: PAGE, ...(before === undefined ? {} : { before }) });
    for (const { action, subject, detail } of page) {
      const rules = detail as unknown as RoutingRules;
      if (action === 'routing.set' && subject === model && rules.ab?.salt === experiment) found.push(rules);
    }
    if (page.length < PAGE) return found;
    before = page.at(-1)!.seq;
  }
}

function sharesIn({ ab }: RoutingRules): Readonly<Record<string, number>> {
  const arms = (ab?.arms ?? []).map(({ to, percent }): [string, number] => [String(to), percent]);
  const rest = 100 - arms.reduce((sum, [, percent]) => sum + percent, 0);
  return Object.fromEntries([...(rest > 1e-9 ? [[CONTROL, rest] as const] : []), ...arms].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

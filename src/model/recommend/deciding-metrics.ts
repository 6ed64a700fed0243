/** Metrics that decide beside the one that chooses: enough to judge lists by, where all that are measured would hide them. */
const DECIDING = ['ndcg@10', 'recall@20', 'hit_rate@10', 'precision@10'];

/** The few of the known metrics by which people judge lists, the one that chooses first. */
export const decidingMetrics = (metric: string | undefined, known: Readonly<Record<string, unknown>>): readonly string[] =>
  [...new Set([metric ?? DECIDING[0], ...DECIDING])].filter((name) => Object.hasOwn(known, name));

import { mwError, type Json } from '../../core/index.js';
import { historyOf, topItems, type Interactions, type Recommender } from '../../recommend/index.js';
import type { Golden } from '../artifact/index.js';

/** Users whose lists are kept to be replayed, and the scores kept of each. */
const [GOLDEN_USERS, GOLDEN_ITEMS] = [8, 10];

/** Scores are sums in a fixed order, but a method may use what differs in its last bit between machines. */
const TOLERANCE = 1e-9;

/** The best items of some users with their scores, to be replayed whenever the version is opened. */
export function goldenOf(interactions: Interactions, fitted: Recommender): Golden {
  const users = interactions.users.length;
  const places = Array.from({ length: Math.min(GOLDEN_USERS, users) }, (_, i) => Math.floor((i * users) / Math.min(GOLDEN_USERS, users)));
  const scores = new Float64Array(fitted.items);
  const rows = places.map((user) => {
    fitted.score(historyOf(interactions, user), scores);
    const items = [...topItems(scores, GOLDEN_ITEMS, () => false)];
    return { row: { user, items }, expected: items.map((item) => scores[item]) };
  });
  return { tolerance: TOLERANCE, rows: rows.map(({ row }) => row), expected: rows.map(({ expected }) => expected) };
}

/** The scores of a golden row again. Throws `MW_MODEL_ARTIFACT` for what is none. */
export function goldenScores(recommender: Recommender, interactions: Interactions, row: Json): number[] {
  const { user, items } = row as { user?: unknown; items?: unknown };
  const isRow = Number.isInteger(user) && (user as number) >= 0 && (user as number) < interactions.users.length && Array.isArray(items);
  if (!isRow) throw mwError('MW_MODEL_ARTIFACT', { file: 'golden.json', reason: 'a golden list is none' }, { where: 'golden.json' });
  const scores = new Float64Array(recommender.items);
  recommender.score(historyOf(interactions, user as number), scores);
  return (items as number[]).map((item) => scores[item] ?? NaN);
}

import { basename, resolve } from 'node:path';
import { mwError } from '../../core/index.js';
import { readColumns } from '../../data/index.js';
import type { Interval, RankingEvaluation } from '../../evaluate/index.js';
import type { Interactions } from '../../recommend/index.js';
import type { RunOptions } from '../run.js';
import { RECOMMEND } from './content.js';
import { judgeServed } from './judge.js';
import { suppressedBy } from './learned-from.js';
import { openInside } from './open.js';
import type { Opened } from './opened.js';

/** How a recommender's lists do on what users did after its training. */
export interface EvaluatedRecommender {
  readonly model: string;
  readonly version: number;
  readonly task: typeof RECOMMEND;
  /** Events of the file. */
  readonly rows: number;
  /** The metric that chose the version. */
  readonly metric: string;
  readonly metrics: Readonly<Record<string, Interval>>;
  readonly baseline: Readonly<Record<string, number>>;
  /** Events with items that the version does not know: no list can hold them, and nothing is said of them. */
  readonly unknownItems: number;
  readonly evaluation: RankingEvaluation;
}

/**
 * Judges a version on a file of later events: for every user of the file the list that they would be served on what training knew of them, rules included, held against what the file says that they did. Users whom
 * training never saw, or who were erased since, are judged by what a stranger is given. Needs the columns of user and item.
 */
export async function evaluateRecommenderFile(ref: string, file: string, run: RunOptions): Promise<EvaluatedRecommender> {
  const { open, opened } = await openInside(ref, run);
  const { content, recommender } = opened;
  const { user, item } = content.columns;
  const { columns, rows } = await readColumns(resolve(file), { user: wish(user), item: wish(item) }, { signal: run.signal, header: true });
  const later = pairsOf(columns.user.values as readonly (string | null)[], columns.item.values as readonly (string | null)[]);
  if (later.size === 0) throw mwError('MW_MODEL_EVENTS_FEW', { name: `${open.model}@${open.version} on ${basename(file)}`, events: 0 });
  const { before, after, unknownItems } = splitBy(opened, later);
  const judgement = {
    split: { before, after },
    suppressed: suppressedBy(content, content.types),
    content,
    table: opened.table,
    people: opened.people,
    removed: opened.removed,
    seed: content.seed,
  };
  const { evaluation } = await judgeServed(recommender, judgement, run);
  return {
    model: open.model,
    version: open.version,
    task: RECOMMEND,
    rows,
    metric: open.record.metric,
    metrics: evaluation.metrics,
    baseline: Object.fromEntries(Object.entries(evaluation.baseline.popularity).map(([name, { value }]) => [name, value])),
    unknownItems,
    evaluation,
  };
}

const wish = (column: string) => ({ column, as: 'text', option: '--on' }) as const;

/** Per user of the file the items, in the order of the rows; rows without either are left out. */
function pairsOf(users: readonly (string | null)[], items: readonly (string | null)[]): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, string[]>();
  users.forEach((user, row) => {
    const item = items[row];
    if (user === null || item === null) return;
    const own = out.get(user);
    if (own) own.push(item);
    else out.set(user, [item]);
  });
  return out;
}

/** What users did in training, and what the file says that some of them, and strangers, did then: who was erased since is a stranger of the same name. */
function splitBy(
  { interactions: all, isForgotten }: Pick<Opened, 'interactions' | 'isForgotten'>,
  later: ReadonlyMap<string, readonly string[]>,
): { readonly before: Interactions; readonly after: Interactions; readonly unknownItems: number } {
  const itemAt = new Map(all.items.map((item, place) => [item, place]));
  const known = new Set(all.users.filter((user) => !isForgotten(user)));
  const users = [...all.users, ...[...later.keys()].filter((user) => !known.has(user)).toSorted()];
  const start = Int32Array.from({ length: users.length + 1 }, (_, u) => all.start[Math.min(u, all.users.length)]);
  const then: number[] = [];
  let unknownItems = 0;
  const end = new Int32Array(users.length + 1);
  users.forEach((user, u) => {
    const isErased = u < all.users.length && !known.has(user);
    for (const item of (isErased ? undefined : later.get(user)) ?? []) {
      const at = itemAt.get(item);
      if (at === undefined) unknownItems++;
      else then.push(at);
    }
    end[u + 1] = then.length;
  });
  const ones = new Float64Array(then.length).fill(1);
  const after = { users, items: all.items, start: end, item: Int32Array.from(then), weight: ones, time: new Float64Array(then.length) };
  return { before: { ...all, users, start }, after, unknownItems };
}

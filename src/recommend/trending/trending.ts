import type { Interactions } from '../interactions.js';

const DAY_MS = 86_400_000;

/** What counts as trending. */
export interface TrendingOptions {
  /** The moment to look from, in milliseconds since 1970; later events do not count. */
  readonly now: number;
  /** Days after which an event counts half (default 7). */
  readonly halfLifeDays?: number;
  /** Events older than this do not count (default 28). */
  readonly windowDays?: number;
  /** Users whose events count; absent: all. */
  readonly users?: (user: number) => boolean;
}

/** An item, how much it was taken lately, and whether that is more than before. */
export interface Trending {
  readonly item: number;
  /** Weights of the window's events, the older the less: what items are sorted by. */
  readonly strength: number;
  /** Users with an event of the window. */
  readonly users: number;
  /**
   * Weight per day in the newer half of the window over that in the older half, both with one event of the mean weight added, so that few events say little:
   * 1 is steady, 2 twice as much as before.
   */
  readonly rise: number;
}

/** What is taken most at a moment, by newness-weighted popularity: the first `most` items, none without an event in the window. Costs one look at each event. */
export function trending(
  { items, start, item, weight, time }: Interactions,
  most: number,
  { now, halfLifeDays = 7, windowDays = 28, users: counts = () => true }: TrendingOptions,
): readonly Trending[] {
  const [strength, newer, older] = [new Float64Array(items.length), new Float64Array(items.length), new Float64Array(items.length)];
  const [users, lastUser] = [new Int32Array(items.length), new Int32Array(items.length).fill(-1)];
  let [sum, events] = [0, 0];
  for (let u = 0; u + 1 < start.length; u++) {
    if (!counts(u)) continue;
    for (let e = start[u]; e < start[u + 1]; e++) {
      const days = (now - time[e]) / DAY_MS;
      if (!(days >= 0 && days <= windowDays)) continue;
      const i = item[e];
      strength[i] += weight[e] * 2 ** (-days / halfLifeDays);
      (days <= windowDays / 2 ? newer : older)[i] += weight[e];
      if (lastUser[i] !== u) users[i]++;
      lastUser[i] = u;
      sum += weight[e];
      events++;
    }
  }
  const one = events > 0 ? sum / events : 1;
  return Array.from(strength.keys())
    .filter((i) => users[i] > 0)
    .toSorted((a, b) => strength[b] - strength[a] || a - b)
    .slice(0, most)
    .map((i) => ({ item: i, strength: strength[i], users: users[i], rise: (newer[i] + one) / (older[i] + one) }));
}

/**
 * The same for every segment of users: `segments[u]` is the code of user u, below 0 for none. A segment with fewer than `leastEvents` events in the window (default 50)
 * is left out: what everybody takes says more about it.
 */
export function trendingBySegment(
  interactions: Interactions,
  segments: Int32Array,
  most: number,
  { leastEvents = 50, ...options }: TrendingOptions & { readonly leastEvents?: number },
): ReadonlyMap<number, readonly Trending[]> {
  const windowMs = (options.windowDays ?? 28) * DAY_MS;
  const events = new Map<number, number>();
  segments.forEach((segment, u) => {
    if (segment < 0) return;
    for (let e = interactions.start[u]; e < interactions.start[u + 1]; e++) {
      const ago = options.now - interactions.time[e];
      if (ago >= 0 && ago <= windowMs) events.set(segment, (events.get(segment) ?? 0) + 1);
    }
  });
  const able = [...events].filter(([, count]) => count >= leastEvents).map(([segment]) => segment);
  return new Map(
    able
      .toSorted((a, b) => a - b)
      .map((segment) => [
        segment,
        trending(interactions, most, { ...options, users: (u) => segments[u] === segment && (options.users?.(u) ?? true) }),
      ]),
  );
}

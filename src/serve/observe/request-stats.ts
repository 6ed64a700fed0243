/** Upper ends of the histogram's buckets, in seconds. */
export const latencyBuckets: readonly number[] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What happened on one route. */
export interface RouteStats {
  readonly method: string;
  readonly route: string;
  /** Answers by status. */
  readonly byStatus: ReadonlyMap<number, number>;
  /** Answers per bucket, not summed up; the last is beyond the greatest end. */
  readonly buckets: Float64Array;
  readonly seconds: number;
}

/** Counts answers by route. */
export interface RequestStats {
  /** `route` is the pattern, never the path that was asked for: the number of series does not grow with what callers send. */
  count(method: string, route: string | undefined, status: number, seconds: number): void;
  routes(): readonly RouteStats[];
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);

/** Plain counters, read when somebody asks for the metrics: an answer costs two look-ups and a search among 14 buckets. */
export function requestStats(): RequestStats {
  const known = new Map<string, Map<string, { -readonly [K in keyof RouteStats]: RouteStats[K] } & { byStatus: Map<number, number> }>>();
  const statsOf = (method: string, route: string) => {
    const routes = known.get(method) ?? new Map();
    known.set(method, routes);
    const made = { method, route, byStatus: new Map<number, number>(), buckets: new Float64Array(latencyBuckets.length + 1), seconds: 0 };
    routes.set(route, made);
    return made;
  };
  return {
    count: (sent, pattern, status, seconds) => {
      const method = METHODS.has(sent) ? sent : 'other';
      const route = pattern ?? 'unmatched';
      const stats = known.get(method)?.get(route) ?? statsOf(method, route);
      stats.byStatus.set(status, (stats.byStatus.get(status) ?? 0) + 1);
      stats.seconds += seconds;
      let at = 0;
      while (at < latencyBuckets.length && seconds > latencyBuckets[at]) at++;
      stats.buckets[at]++;
    },
    routes: () => [...known.values()].flatMap((routes) => [...routes.values()]),
  };
}

import { parseRef } from '../../model/index.js';
import type { Live, LiveAny } from '../live/live.js';

/** How a request by this reference gets to its version, for the log: `champion`, `version`, or the alias that it names. */
export function routeOf(live: Live, ref: string, { model, version }: Pick<LiveAny, 'model' | 'version'>): string {
  if (ref === model) return live.aliasesOf(model)['champion'] === version ? 'champion' : 'version';
  const parsed = parseRef(ref);
  return parsed.kind === 'alias' ? parsed.alias : 'version';
}

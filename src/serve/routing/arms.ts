import type { RoutingArm, RoutingRules } from '../../store/index.js';
import { drawOf } from './draw.js';

/** Where a row goes, and by which rule. */
export interface Drawn {
  /** A version's number, or an alias. */
  readonly to: number | string;
  readonly route: 'canary' | 'ab';
}

/** Salt of canaries: an experiment's own salt makes its arms independent of it. */
const CANARY_SALT = 'canary';

/** Draws the arm of a row by its key; `undefined` leaves it to the champion. Shares are percent of all rows; A/B is drawn first. */
export function drawArm({ ab, canary }: RoutingRules, key: string): Drawn | undefined {
  const side = ab && armAt(ab.arms, 100 * drawOf(ab.salt, key));
  if (side) return { to: side.to, route: 'ab' };
  const trial = canary && armAt([canary], 100 * drawOf(CANARY_SALT, key));
  return trial && { to: trial.to, route: 'canary' };
}

function armAt(arms: readonly RoutingArm[], place: number): RoutingArm | undefined {
  let end = 0;
  return arms.find(({ percent }) => place < (end += percent));
}

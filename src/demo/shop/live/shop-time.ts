import type { Clock } from '../../../core/index.js';
import type { ShopHistory } from '../history.js';
import { dayMs } from '../shop-size.js';

/** What time a shop's server takes it to be. */
export interface ShopTime {
  readonly now: Clock;
  /** It becomes so late in the shop, milliseconds since 1970. */
  readonly set: (now: number) => void;
  /** The live days are over: from now on it is as late as on this machine. */
  readonly leave: () => void;
}

/** The time of a shop whose live days are played in minutes: it begins on the first of them, so that lists and what came of them are logged on the day they belong to. */
export function shopTime(machine: Clock, { shop, state }: ShopHistory): ShopTime {
  let time: number | undefined = dayMs(shop, state.day);
  return {
    now: () => time ?? machine(),
    set: (now) => {
      time = now;
    },
    leave: () => {
      time = undefined;
    },
  };
}

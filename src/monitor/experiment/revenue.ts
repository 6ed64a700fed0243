import type { EventRow, Exposed, ExposedEvent } from '../../store/index.js';

/** Types of events that bring their price times their quantity, and that take it back, unless others are named. */
export const [PURCHASE, RETURN] = ['purchase', 'return'];

/** What an event brings: of a purchase its price times its quantity, less where it comes back; of any other nothing. */
export const revenueOf = ({ type, price, quantity }: Pick<EventRow, 'type' | 'price' | 'quantity'>): number =>
  type === PURCHASE || type === RETURN ? (type === RETURN ? -1 : 1) * (price ?? 0) * (quantity ?? 1) : 0;

/** What became of everybody who was exposed, in their order. */
export interface Earned {
  /** Bought less given back, from the first answer on; 0 for who did neither. */
  readonly revenue: Float64Array;
  /** 1 where anything was bought from the first answer on. */
  readonly bought: Float64Array;
  /** Bought less given back before the first answer. */
  readonly before: Float64Array;
  /** Purchases without a price, from the first answers on: they count as bought, and bring nothing. */
  readonly unpriced: number;
}

/** Adds up what everybody brought, an event of a type in `returns` counting against. One who was answered counts whether or not the list was looked at. */
export function earnedBy(users: readonly Exposed[], events: readonly ExposedEvent[], returns: ReadonlySet<string>): Earned {
  const placeOf = new Map(users.map(({ user }, place) => [user, place]));
  const [revenue, bought, before] = [new Float64Array(users.length), new Float64Array(users.length), new Float64Array(users.length)];
  let unpriced = 0;
  for (const { user, type, at, price, quantity } of events) {
    const place = placeOf.get(user)!;
    const isAfter = at >= users[place].first;
    const isReturn = returns.has(type);
    (isAfter ? revenue : before)[place] += (isReturn ? -1 : 1) * (price ?? 0) * (quantity ?? 1);
    if (!isAfter || isReturn) continue;
    bought[place] = 1;
    if (price === null) unpriced++;
  }
  return { revenue, bought, before, unpriced };
}

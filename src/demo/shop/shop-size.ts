/** How large a simulated shop is, and how long it is open. */
export interface ShopSize {
  readonly seed: number;
  readonly users: number;
  readonly items: number;
  /** Items are launched and people join all along these days. */
  readonly days: number;
  /** When it opens: midnight in UTC, milliseconds since 1970. Seasons count from here, as from a first of January. Default: that of 2025. */
  readonly openedMs?: number;
}

export const DAY_MS = 86_400_000;
const OPENED_MS = Date.UTC(2025, 0, 1);

/** Milliseconds since 1970 at the beginning of a day of the shop. */
export const dayMs = ({ openedMs = OPENED_MS }: ShopSize, day: number): number => openedMs + day * DAY_MS;

/** How large a simulated shop is, and how long it is open. */
export interface ShopSize {
  readonly seed: number;
  readonly users: number;
  readonly items: number;
  /** Items are launched and people join all along these days. */
  readonly days: number;
}

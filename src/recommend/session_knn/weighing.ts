/** What a method makes of sessions that have items in common. */
export interface Weighing {
  /** How much an event of the current session counts that has `newer` others after it; 0: it is not compared. */
  readonly event: (newer: number) => number;
  /** How much a neighbour counts, by both sessions' numbers of items. */
  readonly neighbour: (current: number, other: number) => number;
  /** Days after which a neighbour counts 1/e; 0: all alike. */
  readonly days: number;
  /** How much a neighbour counts whose newest item that both have has `newer` events after it in the current session. */
  readonly newest: (newer: number) => number;
  /** How much an item of a neighbour counts that stands so many places from that one. */
  readonly place: (places: number) => number;
  /** The power of an item's rarity, ln(sessions / sessions with it). */
  readonly rarity: number;
}

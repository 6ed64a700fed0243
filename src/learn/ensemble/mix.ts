/**
 * How the margins of members become those of the ensemble: by adding multiples of them. Whatever adds up to a member's margin (a base and
 * one share per column) then adds up to the ensemble's when it is mixed alike.
 */
export interface Mix {
  /** What every row starts with, one per output. */
  readonly base: Float64Array;
  /** Adds what member `m` brings. Output k lies at `at + k · stride`, of the member's numbers `from` and of the sums `out` alike. */
  add(m: number, from: Float64Array, out: Float64Array, at: number, stride: number): void;
}

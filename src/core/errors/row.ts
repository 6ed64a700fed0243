/**
 * One row of the error table. `message` says what, where and what was got; `fix` says what to do next.
 * `status` is the answer over HTTP; `usage: true` marks a wrong call (exit 2), otherwise the command failed (exit 1).
 */
export interface ErrorRow<P> {
  readonly message: (p: P) => string;
  readonly fix: (p: P) => string;
  readonly status: number;
  readonly usage?: true;
}

/** Declares one row: `row<{ file: string }>({ … })`. */
export const row = <P>(r: ErrorRow<P>): ErrorRow<P> => r;

/** `"a", "b" and 3 more`, for messages that name many things. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((n) => `"${n}"`);
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

import type { AliasMove } from '../../store/index.js';

/**
 * The version that a rollback of this alias goes to, or `undefined` when there is none.
 *
 * The moves are replayed as a stack: a move pushes its version, a rollback pops until its version is on top, a removal
 * leaves the stack alone. So after 1, 2, 3 two rollbacks give 2, then 1, and a rollback never undoes a rollback.
 * Versions that were deleted since are passed over. A removed alias goes back to where it pointed.
 */
export function versionBefore(
  moves: readonly AliasMove[],
  current: number | undefined,
  exists: (version: number) => boolean,
): number | undefined {
  const stack: number[] = [];
  for (const { kind, to } of moves) {
    if (to === null) continue;
    if (kind === 'rollback' && stack.includes(to)) while (stack.at(-1) !== to) stack.pop();
    else stack.push(to);
  }
  if (current !== undefined) stack.pop();
  return stack.findLast((version) => exists(version) && version !== current);
}

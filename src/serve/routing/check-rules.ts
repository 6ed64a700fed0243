import { mwError } from '../../core/index.js';
import type { RoutingRules } from '../../store/index.js';

/** Throws `MW_SERVE_ROUTING` unless the rules can be followed: shares add up to at most 100, and each names a version or an alias there is. */
export function checkRules(
  { canary, ab, shadow = [] }: RoutingRules,
  known: { readonly versions: readonly number[]; readonly aliases: Readonly<Record<string, number>> },
): void {
  const there = (to: number | string): boolean => (typeof to === 'number' ? known.versions.includes(to) : Object.hasOwn(known.aliases, to));
  const named = [
    ...(canary ? [['canary', canary.to] as const] : []),
    ...(ab?.arms ?? []).map((arm) => ['ab', arm.to] as const),
    ...shadow.map((to) => ['shadow', to] as const),
  ];
  for (const [what, to] of named) if (!there(to)) throw mwError('MW_SERVE_ROUTING', { what, reason: `there is no version or alias ${to}` });
  const total = (ab?.arms ?? []).reduce((sum, arm) => sum + arm.percent, 0);
  if (total > 100) throw mwError('MW_SERVE_ROUTING', { what: 'ab', reason: `its shares add up to ${total} percent` });
}

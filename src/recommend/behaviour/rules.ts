import { mwError } from '../../core/index.js';

/** How rows become events. Without any rule every row with a user, an item and a time counts 1. */
export interface BehaviourRules {
  /** What an event of a type weighs: `{ view: 1, cart: 3, purchase: 5 }`. 0 leaves a type out. Absent: all types count alike. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Where `weights` is given: what types weigh that it does not name, and rows without a type. Absent: they are left out, and told of. */
  readonly otherTypes?: number;
  /** `count` (the default): an event counts what its type does, whatever its value. `weigh`: times its value, a rating or an amount. */
  readonly values?: 'count' | 'weigh';
  /** Events after this moment are left out, milliseconds since 1970. Absent: none are. */
  readonly now?: number;
  /** Items that there are besides those with events. */
  readonly items?: readonly string[];
}

/** Refuses a rule that cannot be. */
export function checkRules({ weights = {}, otherTypes = 1, now = 0 }: BehaviourRules): void {
  for (const [type, weight] of Object.entries(weights)) need(`weight of "${type}"`, weight, weight >= 0 && weight < Infinity);
  need('weight of other types', otherTypes, otherTypes >= 0 && otherTypes < Infinity);
  need('moment "now"', now, !Number.isNaN(now), 'milliseconds since 1970');
}

function need(name: string, got: number, isFit: boolean, due = '0 or more'): void {
  if (!isFit) throw mwError('MW_RECOMMEND_BEHAVIOUR', { name, got: String(got), due });
}

/** What a type weighs by the rules; `undefined` where they leave it out. */
export function weightOfType(type: string | undefined, { weights, otherTypes }: BehaviourRules): number | undefined {
  if (!weights) return 1;
  return type !== undefined && Object.hasOwn(weights, type) ? weights[type] : otherTypes;
}

import type { Scope } from '../route.js';

/** Who asks: the token behind a request. */
export interface Caller {
  /** The token's public part; `environment` for the one of `MILLWRIGHT_ADMIN_TOKEN`. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
}

/** Every scope, weakest first. `admin` includes the others. */
export const scopes: readonly Scope[] = Object.freeze(['predict', 'label', 'read', 'admin']);

/** Whether a token may do what a route asks for. */
export const mayDo = (caller: Caller, need: Scope): boolean => caller.scopes.includes(need) || caller.scopes.includes('admin');

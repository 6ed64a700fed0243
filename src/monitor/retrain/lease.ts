import type { Clock, Json } from '../../core/index.js';
import { getState, hasEnded, putState, removeState, thisOwner, type Owner, type Store } from '../../store/index.js';

interface Lease {
  readonly owner: Owner;
  /** Until when it holds without a word from its owner. */
  readonly until: number;
}

/** A right to do something that one process at a time may do. */
export interface Held {
  /** Says that the work goes on; `false` when the lease was lost. */
  readonly renew: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

const sameOwner = (a: Owner, b: Owner): boolean => a.host === b.host && a.boot === b.boot && a.pid === b.pid && a.started === b.started;

/**
 * Takes the lease of a name, or gives whose it is. On this machine a lease ends with its process and never by age: a slow process is no dead
 * one. Of a process on another machine, which cannot be looked at from here, it ends when it was not renewed for `forMs`; so does one of this very
 * process, which may have failed to release it.
 */
export async function takeLease(store: Store, name: string, forMs: number, clock: Clock): Promise<Held | { readonly heldBy: Owner }> {
  const me = thisOwner();
  const key = `lease:${name}`;
  const mine = (lease: Lease | undefined): boolean => lease !== undefined && sameOwner(lease.owner, me);
  const free = ({ owner, until }: Lease): boolean =>
    hasEnded(owner, me) || ((owner.host !== me.host || sameOwner(owner, me)) && until < clock());
  const write = (may: (lease: Lease | undefined) => boolean): Promise<Lease | null> =>
    store.write(async (tx) => {
      const found = await getState<Lease>(tx, key);
      if (!may(found)) return found ?? null;
      await putState(tx, key, { owner: me, until: clock() + forMs } as unknown as Json, clock());
      return null;
    });
  const other = await write((lease) => lease === undefined || free(lease));
  if (other) return { heldBy: other.owner };
  return {
    renew: async () => (await write(mine)) === null,
    release: () => store.write(async (tx) => void (mine(await getState<Lease>(tx, key)) && (await removeState(tx, key)))),
  };
}

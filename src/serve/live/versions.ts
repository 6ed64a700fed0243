import { MillwrightError, mwError } from '../../core/index.js';
import type { RunOptions } from '../../model/index.js';
import type { LiveAny } from './live.js';
import { openLive } from './open-live.js';

/** A version that could not be opened is tried again after so long. */
const RETRY_MS = 10_000;

/** Why a version cannot be opened here. */
export interface Broken {
  readonly code: string;
  readonly message: string;
}

/** The versions that are open. The longest unused are let go beyond `most`, except those that `isNeeded`. */
export interface OpenVersions {
  /** The version when it is open already. */
  peek(model: string, version: number): LiveAny | undefined;
  /** Opens it, once for all who ask. Throws `MW_SERVE_VERSION_BROKEN`, without trying again for 10 s. */
  open(model: string, version: number): Promise<LiveAny>;
  /** Everything that is open. */
  all(): readonly LiveAny[];
  /** Puts a version that is open in the place of what it was. */
  renew(live: LiveAny): void;
  /** What was put in the place of it; itself where nothing was. */
  newest(live: LiveAny): LiveAny;
  /** Why it could not be opened; `undefined` when that was not tried, or went well. */
  broken(model: string, version: number): Broken | undefined;
}

type Entry = { readonly live?: LiveAny; readonly opening?: Promise<LiveAny>; readonly broken?: Broken & { readonly at: number } };

const key = (model: string, version: number): string => `${model}@${version}`;

/** Opened versions over a project's registry. */
export function openVersions(run: RunOptions, most: number, isNeeded: (model: string, version: number) => boolean): OpenVersions {
  const entries = new Map<string, Entry>();
  const letGo = (): void => {
    const open = [...entries].flatMap(([name, { live }]) => (live ? [{ name, live }] : []));
    const idle = open.filter(({ live }) => !isNeeded(live.model, live.version));
    for (const { name } of idle.slice(0, Math.max(0, open.length - most))) entries.delete(name);
  };
  const start = async (model: string, version: number): Promise<LiveAny> => {
    const name = key(model, version);
    try {
      const live = await openLive(name, run);
      entries.set(name, { live });
      letGo();
      return live;
    } catch (error) {
      const broken = whyBroken(error);
      entries.set(name, { broken: { ...broken, at: run.clock() } });
      throw mwError('MW_SERVE_VERSION_BROKEN', { model, version, code: broken.code }, { cause: error });
    }
  };
  return {
    peek: (model, version) => {
      const name = key(model, version);
      const entry = entries.get(name);
      if (!entry?.live) return undefined;
      entries.delete(name);
      entries.set(name, entry);
      return entry.live;
    },
    open: (model, version) => {
      const name = key(model, version);
      const entry = entries.get(name);
      if (entry?.live) return Promise.resolve(entry.live);
      if (entry?.opening) return entry.opening;
      if (entry?.broken && run.clock() - entry.broken.at < RETRY_MS)
        return Promise.reject(mwError('MW_SERVE_VERSION_BROKEN', { model, version, code: entry.broken.code }));
      const opening = start(model, version);
      entries.set(name, { opening });
      return opening;
    },
    all: () => [...entries.values()].flatMap(({ live }) => (live ? [live] : [])),
    newest: (live) => entries.get(key(live.model, live.version))?.live ?? live,
    renew: (live) => {
      const name = key(live.model, live.version);
      if (entries.get(name)?.live) entries.set(name, { live });
    },
    broken: (model, version) => entries.get(key(model, version))?.broken,
  };
}

function whyBroken(error: unknown): Broken {
  if (error instanceof MillwrightError) return { code: error.code, message: error.message };
  return { code: 'MW_INTERNAL', message: 'it could not be opened; the log has the cause' };
}

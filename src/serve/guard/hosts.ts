import { isIP } from 'node:net';
import { mwError } from '../../core/index.js';

/** The names that a server answers for. */
export interface Hosts {
  /** Whether a request with this `Host` header is for this server. */
  readonly allows: (host: string) => boolean;
}

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a name to bind to is only reachable from this machine: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost') return true;
  if (isIP(bare) === 4) return bare.startsWith('127.');
  return isIP(bare) === 6 && (nameOf(bracketed(bare)) === '[::1]' || nameOf(bracketed(bare))?.startsWith('[::ffff:7f') === true);
}

/**
 * The allow-list against DNS rebinding: loopback names, the name that was bound, and those of `--allow-host` (with a port only that port,
 * else any; what is no host throws `MW_SERVE_ALLOW_HOST`). A server bound to every address (`0.0.0.0`, `::`) also answers for bare addresses: rebinding needs a name.
 */
export function allowedHosts(options: { readonly host: string; readonly allow?: readonly string[] }): Hosts {
  const strange = options.allow?.find((name) => canonical(bracketed(name)) === undefined);
  if (strange !== undefined) throw mwError('MW_SERVE_ALLOW_HOST', { name: strange.slice(0, 100) }, { where: '--allow-host' });
  const everywhere = ['0.0.0.0', '::'].includes(options.host);
  const names = new Set([...LOOPBACK_NAMES, options.host, ...(options.allow ?? [])].map((name) => canonical(bracketed(name))));
  const seen = new Map<string, boolean>();
  const judge = (host: string): boolean => {
    const [full, name] = [canonical(host), nameOf(host)];
    if (full === undefined || name === undefined) return false;
    return names.has(full) || names.has(name) || (everywhere && isIP(name.replace(/^\[|\]$/g, '')) !== 0);
  };
  return {
    allows: (host) => {
      const known = seen.get(host);
      if (known !== undefined) return known;
      const allowed = judge(host);
      if (allowed && seen.size < 100) seen.set(host, true);
      return allowed;
    },
  };
}

const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

const SHAPE = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*)\.?(?::(\d{1,5}))?$/;

/** `NAME:PORT` in lower case, an address in its shortest form; `undefined` when it is no host. */
function canonical(host: string): string | undefined {
  const port = SHAPE.exec(host.toLowerCase())?.[2];
  const name = nameOf(host);
  return name === undefined || port === undefined ? name : `${name}:${Number(port)}`;
}

function nameOf(host: string): string | undefined {
  const name = host.length > 260 ? undefined : SHAPE.exec(host.toLowerCase())?.[1];
  if (name === undefined || !name.startsWith('[')) return name;
  return URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : undefined;
}

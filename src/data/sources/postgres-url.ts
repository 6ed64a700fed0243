import { mwError } from '../../core/index.js';

/** What a connection may be told by its URL. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  readonly ssl: false | { readonly rejectUnauthorized: boolean };
  readonly connectionTimeoutMillis: number;
}

const SSL: Readonly<Record<string, PostgresAddress['ssl']>> = {
  disable: false,
  require: { rejectUnauthorized: false },
  'verify-ca': { rejectUnauthorized: true },
  'verify-full': { rejectUnauthorized: true },
};
const KNOWN = ['sslmode', 'connect_timeout', 'host', 'application_name'];

const wrong = (reason: string): Error => mwError('MW_DATA_POSTGRES_URL', { reason });

/**
 * Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. Beyond it only `sslmode`, `connect_timeout`, `application_name` and a socket folder as
 * `host` are understood: other keys could make the client read files. Throws `MW_DATA_POSTGRES_URL`, which never repeats the URL.
 */
export function postgresAddress(url: string): PostgresAddress {
  if (!URL.canParse(url)) throw wrong('it is no URL');
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw wrong('it does not start with postgres://');
  const unknown = [...searchParams.keys()].filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) throw wrong(`the keys ${unknown.map((key) => JSON.stringify(key)).join(', ')} are not allowed`);
  const sslmode = searchParams.get('sslmode') ?? 'disable';
  if (!Object.hasOwn(SSL, sslmode)) throw wrong(`sslmode must be one of ${Object.keys(SSL).join(', ')}`);
  const socket = searchParams.get('host');
  if (socket !== null && !socket.startsWith('/')) throw wrong('the key host takes a socket folder only');
  const seconds = Number(searchParams.get('connect_timeout') ?? 10);
  if (!(seconds > 0 && seconds <= 600)) throw wrong('connect_timeout must lie between 1 and 600 seconds');
  const database = decodeURIComponent(pathname.slice(1));
  if (database === '' || username === '') throw wrong('it names no user or no database');
  return {
    host: socket ?? decodeURIComponent(hostname.replace(/^\[|\]$/g, '') || 'localhost'),
    port: port === '' ? 5432 : Number(port),
    user: decodeURIComponent(username),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    database,
    ssl: SSL[sslmode],
    connectionTimeoutMillis: seconds * 1000,
  };
}

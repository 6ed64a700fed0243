import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { fileReason, mwError } from '../../core/index.js';
import { isLoopback } from './hosts.js';

/** A certificate and its key, as PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/**
 * Whether the server speaks to this machine alone: bound to loopback, and no proxy hands on requests of others. Any other address needs TLS
 * or a proxy that ends it; without either throws `MW_SERVE_BIND`.
 */
export function bindPolicy(options: { readonly host: string; readonly tls: boolean; readonly behindProxy: boolean }): {
  readonly loopback: boolean;
} {
  const loopback = isLoopback(options.host);
  if (!loopback && !options.tls && !options.behindProxy) throw mwError('MW_SERVE_BIND', { host: options.host }, { where: '--host' });
  return { loopback: loopback && !options.behindProxy };
}

/** Reads `--tls-cert` and `--tls-key`; `undefined` without both. One alone, an unreadable file or a pair that does not fit throws `MW_SERVE_TLS`. */
export function readTls(cert: string | undefined, key: string | undefined): Tls | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw tlsError(cert === undefined ? '--tls-cert' : '--tls-key', 'it is missing; a certificate needs its key');
  const pair = { cert: textOf(cert, '--tls-cert'), key: textOf(key, '--tls-key') };
  try {
    createSecureContext(pair);
  } catch (error) {
    throw tlsError('--tls-key', `certificate and key are no pair in PEM (${(error as { code?: string }).code ?? 'unreadable'})`);
  }
  return pair;
}

function textOf(path: string, where: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw tlsError(where, `${path}: ${fileReason(error)}`);
  }
}

const tlsError = (where: string, reason: string): Error => mwError('MW_SERVE_TLS', { reason }, { where });

import { hash } from 'node:crypto';

const SPACE = 2 ** 48;

/**
 * Where a key falls in 0 … 1, excluded: the first 48 bits of sha256 of `salt:key`, over 2^48. The same key with the same salt falls on the same
 * place on every machine, and keys spread evenly.
 *
 * ```ts
 * drawOf('may', 'customer-1') < 0.5 // always the same answer
 * ```
 */
export function drawOf(salt: string, key: string): number {
  return Number.parseInt(hash('sha256', `${salt}:${key}`, 'hex').slice(0, 12), 16) / SPACE;
}

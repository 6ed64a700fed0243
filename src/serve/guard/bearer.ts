import { hash, randomBytes } from 'node:crypto';

/** A token's two parts as text: `mw_<id>_<secret>`; 8 and 32 random bytes in hex. */
export interface NewToken {
  /** Public: what `token list` shows and the look-up goes by. */
  readonly id: string;
  /** The whole token, to be shown once. */
  readonly token: string;
  /** sha256 of the whole token in hex: what is stored. */
  readonly hash: string;
}

const SHAPE = /^mw_([0-9a-f]{16})_[0-9a-f]{64}$/;

/** Makes a token of 256 random bits. */
export function newToken(random: (bytes: number) => Buffer = randomBytes): NewToken {
  const id = random(8).toString('hex');
  const token = `mw_${id}_${random(32).toString('hex')}`;
  return { id, token, hash: hash('sha256', token, 'hex') };
}

/** The id that a token claims; `''` when it has not the shape of one of ours. */
export const claimedId = (token: string): string => SHAPE.exec(token)?.[1] ?? '';

/** The token of an `Authorization` header: `Bearer TOKEN`, the word in any case; `undefined` when it is none. At most 512 characters. */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > 512 + 'Bearer '.length) return undefined;
  return /^bearer +([\x21-\x7e]+)$/i.exec(authorization)?.[1];
}

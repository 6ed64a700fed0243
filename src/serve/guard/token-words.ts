import { didYouMean, mwError } from '../../core/index.js';
import type { Scope } from '../route.js';
import { scopes as known } from './caller.js';

/** Shorter secrets of the environment are refused: they can be guessed. */
const LEAST = 16;

/** `MILLWRIGHT_ADMIN_TOKEN` as it is to be used: `undefined` when unset or empty. Throws `MW_SERVE_ADMIN_TOKEN` when it is too short, too long or holds blanks. */
export function checkAdminToken(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (text.length < LEAST || !/^[\x21-\x7e]{1,512}$/.test(text))
    throw mwError('MW_SERVE_ADMIN_TOKEN', { length: text.length, least: LEAST }, { where: 'MILLWRIGHT_ADMIN_TOKEN' });
  return text;
}

/** The scopes of `predict,label`, weakest first, each once. Throws `MW_SERVE_TOKEN_SCOPE`. */
export function parseScopes(text: string): readonly Scope[] {
  const words = text.split(',').map((word) => word.trim());
  for (const word of words) {
    if (!known.some((scope) => scope === word))
      throw mwError(
        'MW_SERVE_TOKEN_SCOPE',
        { got: word.slice(0, 40), hint: didYouMean(word.slice(0, 40), known), known },
        { where: '--scope' },
      );
  }
  return known.filter((scope) => words.includes(scope));
}

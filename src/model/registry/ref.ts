import { mwError } from '../../core/index.js';

/** What a model's name, a version's number and an alias look like: sources of regular expressions, without anchors. */
export const refPatterns = Object.freeze({
  name: '[A-Za-z0-9][A-Za-z0-9._-]{0,99}',
  version: '[1-9][0-9]{0,8}',
  alias: '[A-Za-z][A-Za-z0-9._-]{0,99}',
});

const NAME = new RegExp(`^${refPatterns.name}$`);
const VERSION = new RegExp(`^${refPatterns.version}$`);
const ALIAS = new RegExp(`^${refPatterns.alias}$`);

/** What a user means by `churn`, `churn@3` or `churn@shadow`. */
export type ModelRef =
  | { readonly model: string; readonly kind: 'default' }
  | { readonly model: string; readonly kind: 'version'; readonly version: number }
  | { readonly model: string; readonly kind: 'alias'; readonly alias: string };

/** Whether a text can name a model: 1 to 100 letters, digits, `.`, `_`, `-`, the first one a letter or a digit. */
export function isModelName(name: string): boolean {
  return NAME.test(name);
}

/** Raises `MW_MODEL_ALIAS_NAME` unless the text can name an alias: like a model's name, but beginning with a letter. */
export function checkAliasName(alias: string): void {
  if (!ALIAS.test(alias)) throw mwError('MW_MODEL_ALIAS_NAME', { alias });
}

/** Reads `NAME`, `NAME@3` or `NAME@alias`; anything else raises `MW_MODEL_REF`. */
export function parseRef(text: string): ModelRef {
  const [model, rest, ...more] = text.split('@');
  if (!isModelName(model) || more.length > 0) throw mwError('MW_MODEL_REF', { got: text });
  if (rest === undefined) return { model, kind: 'default' };
  if (VERSION.test(rest)) return { model, kind: 'version', version: Number(rest) };
  if (ALIAS.test(rest)) return { model, kind: 'alias', alias: rest };
  throw mwError('MW_MODEL_REF', { got: text });
}

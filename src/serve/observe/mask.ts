const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[^\s"',;]+/gi, '$1 ***'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']*@/gi, '$1***@'],
  [/\b(mw_[0-9a-f]{16})_[0-9a-f]+/g, '$1_***'],
  [/\b((?:password|passwd|pwd|secret|token|api[-_]?key)["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi, '$1***'],
];

/** Shorter texts stand in too many words by chance. */
const LEAST = 6;

/**
 * Hides secrets in words that are about to be written: the given ones wherever they stand, and whatever looks like one (tokens, the user and the
 * password of a URL, `password=…`).
 *
 * ```ts
 * const mask = masker(['correct horse']);
 * mask('correct horse at postgres://me:pw@db/x') // '*** at postgres://***@db/x'
 * ```
 */
export function masker(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= LEAST).toSorted((a, b) => b.length - a.length);
  return (text) => {
    let shown = text;
    for (const secret of known) shown = shown.replaceAll(secret, '***');
    for (const [shape, instead] of SHAPES) shown = shown.replace(shape, instead);
    return shown;
  };
}

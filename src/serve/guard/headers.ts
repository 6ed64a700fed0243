/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

const common: Headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-permitted-cross-domain-policies': 'none',
};

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Pages may load scripts, styles and pictures of this server alone, and nothing inline. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/** Headers of every answer: a browser may show nothing of it inside another page, guess no type, keep no copy and run no code from it. */
export function securityHeaders(options: { readonly tls: boolean; readonly page?: boolean }): Headers {
  return Object.freeze({
    ...common,
    'content-security-policy': options.page ? pagePolicy : NOTHING,
    ...(options.tls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  });
}

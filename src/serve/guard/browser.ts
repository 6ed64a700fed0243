/** The headers by which a browser says where a request comes from. */
export interface BrowserHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/**
 * Whether a request that may change something was made by a page of another site (CSRF). Programs send neither header and pass.
 * An origin is at home when its host and port are those of `Host`; the scheme is left out, for a proxy may end TLS.
 */
export function isForeign(headers: BrowserHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return headers.origin !== undefined && !isHome(headers.origin, headers.host);
}

function isHome(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: from, origin: whole } = new URL(origin);
  if (whole !== origin.toLowerCase() || (protocol !== 'http:' && protocol !== 'https:')) return false;
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === from;
}

/** Methods that change nothing: they need no look at where they come from. */
export const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

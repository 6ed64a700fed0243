import type { MillwrightError } from '../../core/index.js';
import type { Headers } from './headers.js';

/** Headers that a refusal adds: which kind of token is due (401), what the path knows (405), when to come back (429, 503). */
export function refusalHeaders(error: MillwrightError): Headers {
  const { seconds } = error.params;
  if (error.status === 401) return { 'www-authenticate': 'Bearer realm="millwright"' };
  if (error.code === 'MW_SERVE_METHOD') return { allow: (error.params['allowed'] as readonly string[]).join(', ') };
  if (error.status === 429 || error.status === 503) return { 'retry-after': String(typeof seconds === 'number' ? seconds : 1) };
  return {};
}

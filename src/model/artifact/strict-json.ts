import { mwError, type Json } from '../../core/index.js';

/** How large and how deep a stored JSON document may be. */
export interface JsonLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
}

/**
 * JSON from a file that is not trusted: UTF-8, within the limits, numbers finite (`1e999` is not), text well-formed, and no
 * key `__proto__`. Anything else raises `MW_MODEL_ARTIFACT`. The depth is counted before anything recursive runs.
 */
export function readStrictJson(bytes: Uint8Array, file: string, limits: JsonLimits): Json {
  const refuse = (reason: string) => mwError('MW_MODEL_ARTIFACT', { file, reason }, { where: file });
  if (bytes.length > limits.maxBytes) throw refuse(`${bytes.length} bytes of JSON, more than the ${limits.maxBytes} allowed`);
  if (deepest(bytes) > limits.maxDepth) throw refuse(`JSON nested deeper than ${limits.maxDepth}`);
  let value: Json;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch (cause) {
    throw refuse(`not JSON: ${(cause as Error).message}`);
  }
  const fault = faultOf(value);
  if (fault) throw refuse(fault);
  return value;
}

const [QUOTE, BACKSLASH, OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = Buffer.from('"\\[{]}');

/** The greatest nesting of brackets outside strings; right for valid JSON, and harmless for the rest. */
function deepest(bytes: Uint8Array): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) most = Math.max(most, ++depth);
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return most;
}

function faultOf(value: Json): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number beyond the range of doubles';
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'a text with a lone surrogate';
  if (value === null || typeof value === 'boolean') return undefined;
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__' || !key.isWellFormed()) return `the key ${JSON.stringify(key)}`;
    const fault = faultOf(item as Json);
    if (fault) return fault;
  }
  return undefined;
}

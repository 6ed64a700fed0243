import { canonicalJson, mwError, type ColumnHead, type Json } from '../../core/index.js';
import { learnerNamed, type Predictor } from '../../learn/index.js';
import { readStrictJson, type ArtifactArrays } from '../artifact/index.js';
import { ERROR_LEARNER, errorHeads, type ErrorModel } from './error-model.js';

const HEAD_LIMITS = { maxBytes: 1024 * 1024, maxDepth: 64 };
const FILE = 'errors.safetensors';
const KINDS = ['absolute', 'squared'] as const;
type Kind = (typeof KINDS)[number];

/** The arrays that an artifact keeps of the models of errors: a head of JSON as bytes, then the arrays of both. */
export function errorArrays({ absolute, squared, spread, rows }: ErrorModel): ArtifactArrays {
  const parts = { absolute: absolute.toParts(), squared: squared.toParts() };
  const head = { format: 1, rows, spread, meta: { absolute: parts.absolute.meta, squared: parts.squared.meta } };
  const named = KINDS.flatMap((kind) => Object.entries(parts[kind].arrays).map(([name, array]) => [`${kind}.${name}`, array] as const));
  return { head: Uint8Array.from(Buffer.from(canonicalJson(head as unknown as Json))), ...Object.fromEntries(named) };
}

/** The models of errors in these arrays, which are not trusted: the learner checks every array. `heads` are the model's own columns. */
export function errorsFrom({ head: bytes, ...arrays }: ArtifactArrays, heads: readonly ColumnHead[]): ErrorModel {
  if (!(bytes instanceof Uint8Array)) throw refused('it has no head');
  const head = readStrictJson(bytes, FILE, HEAD_LIMITS) as Readonly<Record<string, never>> | null;
  const { format, rows, spread, meta } = head ?? {};
  if (format !== 1 || !isFields(spread) || !isFields(meta) || !Number.isSafeInteger(rows)) throw refused('its head is not of a known form');
  if (!KINDS.every((kind) => typeof spread[kind] === 'number' && (spread[kind] as number) >= 0))
    throw refused('its spreads are no numbers');
  const of = (kind: Kind): Predictor => {
    const own = Object.entries(arrays).flatMap(([name, array]) =>
      name.startsWith(`${kind}.`) ? [[name.slice(kind.length + 1), array]] : [],
    );
    return learnerNamed(ERROR_LEARNER).fromParts({ meta: meta[kind] as Json, arrays: Object.fromEntries(own) }, errorHeads(heads));
  };
  return { absolute: of('absolute'), squared: of('squared'), spread: spread as never, rows };
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (reason: string): Error => mwError('MW_MODEL_ARTIFACT', { file: FILE, reason }, { where: FILE });

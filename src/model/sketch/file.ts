import { canonicalJson, joined, mwError, type Json } from '../../core/index.js';
import { readStrictJson, type ArtifactArrays } from '../artifact/index.js';
import { headFrom, type SketchHead } from './head.js';
import { SKETCH_LIMITS, type ColumnSketch, type ReferenceSketch } from './reference-sketch.js';

const HEAD_LIMITS = { maxBytes: 64 * 1024 * 1024, maxDepth: 6 };
const FILE = 'sketch.safetensors';

/** The arrays that an artifact keeps of a sketch: a head of JSON as bytes, the samples of the columns one after another. */
export function sketchArrays({ columns, prediction, outcomes }: ReferenceSketch): ArtifactArrays {
  const samples = [...columns, prediction].map((one) => (one.kind === 'number' ? one.sample : new Float64Array(0)));
  const head = { format: 1, columns: columns.map(plain), prediction: plain(prediction) };
  return {
    head: Uint8Array.from(Buffer.from(canonicalJson(head as unknown as Json))),
    values: joined(Float64Array, samples),
    margin: outcomes.margin,
    came: outcomes.came,
  };
}

/** Samples leave their length behind. */
function plain(sketch: ColumnSketch): object {
  return sketch.kind === 'number' ? { ...sketch, sample: sketch.sample.length } : sketch;
}

/**
 * The sketch in these arrays, which are not trusted: every field is checked, samples must be finite and ascending and fit their counts, and nothing may be left
 * over. Throws `MW_MODEL_ARTIFACT`.
 */
export function sketchFrom(arrays: ArtifactArrays): ReferenceSketch {
  const { head: bytes, values, margin, came, ...rest } = arrays;
  if (!(bytes instanceof Uint8Array) || Object.keys(rest).length > 0) throw refused('its arrays are not those of a sketch');
  const head = headFrom(readStrictJson(bytes, FILE, HEAD_LIMITS), refused);
  if (!isFinite(values) || !isFinite(margin) || !isFinite(came) || margin.length !== came.length || margin.length > SKETCH_LIMITS.values)
    throw refused('its numbers are not those of a sketch');
  const take = takerOf(values);
  const columns = head.columns.map((one) => ({ ...one, ...take(one) }));
  const prediction = { ...head.prediction, ...take(head.prediction) };
  if (take.left() > 0) throw refused(`${take.left()} values belong to no column`);
  return { columns, prediction, outcomes: { margin, came } } as ReferenceSketch;
}

interface Taker {
  (one: SketchHead): { readonly sample?: Float64Array };
  left(): number;
}

function takerOf(values: Float64Array): Taker {
  let at = 0;
  const take = (one: SketchHead): { readonly sample?: Float64Array } => {
    if (one.kind !== 'number') return {};
    if (one.sample > values.length - at) throw refused('it has fewer values than its columns say');
    const sample = values.subarray(at, (at += one.sample));
    if (sample.some((value, i) => i > 0 && value < sample[i - 1])) throw refused('the values of a column do not ascend');
    return { sample };
  };
  return Object.assign(take, { left: () => values.length - at });
}

const isFinite = (array: unknown): array is Float64Array => array instanceof Float64Array && array.every(Number.isFinite);

const refused = (reason: string): Error => mwError('MW_MODEL_ARTIFACT', { file: FILE, reason }, { where: FILE });

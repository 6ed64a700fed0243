import { mwError } from '../../core/index.js';
import type { Interactions } from '../../recommend/index.js';
import type { ArtifactArray, ArtifactArrays } from '../artifact/index.js';
import type { RecommendContent } from './content.js';
import { unpackTexts } from './texts.js';

/** The ids and histories of an artifact, every array checked. */
export function interactionsIn(content: RecommendContent, arrays: ArtifactArrays): Interactions {
  const items = unpackTexts('items', arrays['items'], arrays['items end']);
  const users = unpackTexts('users', arrays['users'], arrays['users end']);
  const start = arrayOf(arrays, 'history start', Int32Array, users.length + 1);
  const events = start.at(-1)!;
  const [item, weight] = [arrayOf(arrays, 'history item', Int32Array, events), arrayOf(arrays, 'history weight', Float64Array, events)];
  const time = arrayOf(arrays, 'history time', Float64Array, events);
  const type = content.types.length === 0 ? undefined : arrayOf(arrays, 'history type', Uint8Array, events);
  if (start[0] !== 0 || start.some((at, u) => u > 0 && at < start[u - 1])) throw damaged('its histories do not ascend');
  if (item.some((place) => place < 0 || place >= items.length)) throw damaged('a history names an item that there is not');
  if (weight.some((value) => !(value > 0 && value < Infinity)) || time.some((at) => !Number.isFinite(at)))
    throw damaged('an event has no weight or no time');
  return { users, items, start, item, weight, time, ...(type ? { type } : {}) };
}

function arrayOf<A extends ArtifactArray>(arrays: ArtifactArrays, name: string, kind: new (size: number) => A, size: number): A {
  const array = arrays[name];
  if (!(array instanceof kind) || array.length !== size) throw damaged(`"${name}" is not ${size} values`);
  return array;
}

const FILE = 'arrays.safetensors';
const damaged = (reason: string): Error => mwError('MW_MODEL_ARTIFACT', { file: FILE, reason }, { where: FILE });

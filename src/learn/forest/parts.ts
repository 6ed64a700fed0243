import type { ColumnHead, Json } from '../../core/index.js';
import { checkedParts, type CheckedParts } from '../checked-parts.js';
import type { Parts } from '../learner.js';
import { checkTrees } from './check-trees.js';
import { levelStarts, NODE_FIELDS, type Answer, type ForestModel, type OutOfBag } from './model.js';

const FORMAT = 1;
const ANSWERS: readonly Answer[] = ['odds', 'shares', 'mean'];
const NAMES = ['nodes', 'roots', 'values', 'prior', 'setStart', 'sets', 'boundStart', 'bounds', 'levelBins', 'scale'] as const;

/**
 * A forest as the artifact stores it: 20 bytes per leaf for one output and 4 more for each further one, and what the bins take. A tree has at
 * most as many leaves as it learns rows.
 */
export function partsOf(model: ForestModel, columns: number): Parts {
  const { answer, outputs, outOfBag, nodes, roots, values, prior, setStart, sets, boundStart, bounds, levelBins } = model;
  const scale = Float64Array.of(model.centre, model.spread);
  return {
    meta: { format: FORMAT, outputs, columns, answer, outOfBag: outOfBag as Json },
    arrays: { nodes, roots, values, prior, setStart, sets, boundStart, bounds, levelBins, scale },
  };
}

/** The forest again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(learner: string, parts: Parts, heads: readonly ColumnHead[]): ForestModel {
  const p = checkedParts(learner, parts, FORMAT, heads.length, NAMES);
  const lengthOf = (name: (typeof NAMES)[number]): number => (Object.hasOwn(parts.arrays, name) ? parts.arrays[name].length : 0);
  const meta = parts.meta as { readonly [key: string]: Json };
  const answer = meta['answer'] as Answer;
  if (!ANSWERS.includes(answer)) throw p.damaged(`its answer is ${JSON.stringify(answer)}`);
  if (answer !== 'shares' && p.outputs !== 1) throw p.damaged(`it has ${p.outputs} outputs, not 1`);
  const nodes = p.array('nodes', Int32Array, lengthOf('nodes'));
  const leaves = nodes.length / NODE_FIELDS + lengthOf('roots');
  if (!Number.isInteger(leaves)) throw p.damaged('"nodes" ends within a node');
  const scale = p.array('scale', Float64Array, 2);
  const model: ForestModel = {
    answer,
    outputs: p.outputs,
    centre: scale[0],
    spread: scale[1],
    nodes,
    roots: p.array('roots', Int32Array, lengthOf('roots')),
    values: p.array('values', Float32Array, leaves * p.outputs),
    prior: p.array('prior', Float64Array, answer === 'mean' ? 0 : p.outputs),
    setStart: p.array('setStart', Int32Array, lengthOf('setStart')),
    sets: p.array('sets', Uint32Array, lengthOf('sets')),
    boundStart: p.array('boundStart', Int32Array, heads.length + 1),
    bounds: p.array('bounds', Float64Array, lengthOf('bounds')),
    levelBins: p.array('levelBins', Uint16Array, levelStarts(heads)[heads.length]),
    outOfBag: outOfBagFrom(meta['outOfBag'], p),
  };
  const fault = checkScale(model) ?? checkValues(model) ?? checkBounds(model) ?? checkTrees(model, heads);
  if (fault !== undefined) throw p.damaged(fault);
  return model;
}

function outOfBagFrom(found: Json | undefined, { damaged }: CheckedParts): OutOfBag | null {
  if (found === null) return null;
  const { rows, figures } = (found ?? {}) as { readonly rows?: unknown; readonly figures?: unknown };
  if (!Number.isInteger(rows) || typeof figures !== 'object' || figures === null) throw damaged('"outOfBag" is not of its form');
  if (!Object.values(figures).every((figure) => Number.isFinite(figure))) throw damaged('"outOfBag" holds something other than numbers');
  return found as unknown as OutOfBag;
}

function checkScale({ answer, centre, spread, values, prior }: ForestModel): string | undefined {
  if (answer !== 'mean') {
    const odd = prior.findIndex((share) => !(share > 0 && share <= 1));
    return odd < 0 ? undefined : `"prior" holds ${prior[odd]} at entry ${odd}, not a share`;
  }
  if (!(spread > 0)) return `"scale" holds ${spread} at entry 1, not a positive number`;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Number.isFinite(Math.abs(centre) + 2 * spread * largest) ? undefined : '"scale" and "values" make margins that overflow';
}

function checkValues({ answer, values }: ForestModel): string | undefined {
  if (answer === 'mean') return undefined;
  const odd = values.findIndex((share) => !(share >= 0 && share <= 1));
  return odd < 0 ? undefined : `"values" holds ${values[odd]} at entry ${odd}, not a share`;
}

function checkBounds({ boundStart, bounds, setStart, sets }: ForestModel): string | undefined {
  const fault = checkStarts('boundStart', boundStart, bounds.length) ?? checkStarts('setStart', setStart, sets.length);
  if (fault !== undefined) return fault;
  for (let j = 0; j + 1 < boundStart.length; j++) {
    for (let b = boundStart[j] + 1; b < boundStart[j + 1]; b++) if (!(bounds[b] > bounds[b - 1])) return `"bounds" falls at entry ${b}`;
  }
  return undefined;
}

function checkStarts(name: string, starts: Int32Array, total: number): string | undefined {
  if (starts.length === 0 || starts[0] !== 0 || starts[starts.length - 1] !== total) return `"${name}" does not run from 0 to ${total}`;
  for (let i = 1; i < starts.length; i++) if (starts[i] < starts[i - 1]) return `"${name}" falls at entry ${i}`;
  return undefined;
}

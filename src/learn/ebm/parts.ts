import type { ColumnHead } from '../../core/index.js';
import { categoriesIn } from '../categories-in.js';
import { checkedParts, type CheckedParts } from '../checked-parts.js';
import { levelStarts } from '../forest/model.js';
import type { Parts } from '../learner.js';
import { pairStartsOf, type EbmModel } from './model.js';

const FORMAT = 1;
const NAMES = [
  'base',
  'binStart',
  'cuts',
  'cutStart',
  'levelBin',
  'scores',
  'deviations',
  'shares',
  'pairs',
  'pairBin',
  'pairSize',
  'pairScores',
  'pairDeviations',
  'pairShares',
] as const;
/** Scores beyond this could make a margin overflow. */
const LARGEST = 1e280;
const MOST_PAIRS = 100_000;
const MOST_PAIR_BINS = 128;

/** A model as the artifact stores it: about 16 bytes per bin and output and per entry of a pair's table. */
export function partsOf(model: EbmModel): Parts {
  return {
    meta: { format: FORMAT, outputs: model.outputs, columns: model.isCategory.length, pairs: model.pairs.length / 2 },
    arrays: Object.fromEntries(NAMES.map((name) => [name, model[name as 'base'].slice()])),
  };
}

/** The model again. Throws `MW_LEARN_PARTS` with the first thing that is wrong, before anything is used. */
export function modelFrom(parts: Parts, heads: readonly ColumnHead[]): EbmModel {
  const checked = checkedParts('ebm', parts, FORMAT, heads.length, NAMES);
  const { outputs, array } = checked;
  const base = array('base', Float64Array, outputs).slice();
  const isCategory = categoriesIn(heads);
  const columns = columnsFrom(checked, heads, isCategory);
  const bins = columns.binStart[heads.length];
  const pairs = pairsFrom(checked, parts, columns.binStart);
  const cells = pairs.pairStart[pairs.pairs.length / 2];
  const model = {
    outputs,
    base,
    isCategory,
    ...columns,
    ...pairs,
    scores: array('scores', Float64Array, bins * outputs).slice(),
    deviations: array('deviations', Float32Array, bins * outputs).slice(),
    shares: array('shares', Float32Array, bins).slice(),
    pairScores: array('pairScores', Float64Array, cells).slice(),
    pairDeviations: array('pairDeviations', Float32Array, cells).slice(),
    pairShares: array('pairShares', Float32Array, cells).slice(),
  };
  for (const name of ['base', 'scores', 'pairScores'] as const) {
    const at = model[name].findIndex((v) => Math.abs(v) > LARGEST);
    if (at >= 0) throw checked.damaged(`"${name}" holds ${model[name][at]} at entry ${at}, beyond any fitted value`);
  }
  return model;
}

type ColumnPart = Pick<EbmModel, 'binStart' | 'cuts' | 'cutStart' | 'levelBin' | 'levelStart'>;

function columnsFrom({ array, damaged }: CheckedParts, heads: readonly ColumnHead[], isCategory: Uint8Array): ColumnPart {
  const binStart = startsFrom('binStart', array('binStart', Int32Array, heads.length + 1), damaged);
  const cutStart = startsFrom('cutStart', array('cutStart', Int32Array, heads.length + 1), damaged);
  const levelStart = levelStarts(heads);
  const cuts = array('cuts', Float64Array, cutStart[heads.length]).slice();
  const levelBin = array('levelBin', Int32Array, levelStart[heads.length]).slice();
  heads.forEach((_, j) => {
    const bins = binStart[j + 1] - binStart[j];
    const own = cuts.subarray(cutStart[j], cutStart[j + 1]);
    if (isCategory[j] === 1 ? bins < 2 || own.length > 0 : bins !== own.length + 2)
      throw damaged(`"binStart" gives column ${j} ${bins} bins, which do not fit its cuts`);
    const turn = own.findIndex((cut, i) => i > 0 && !(own[i - 1] < cut));
    if (turn >= 0) throw damaged(`"cuts" does not ascend at entry ${cutStart[j] + turn}`);
    const stray = levelBin.subarray(levelStart[j], levelStart[j + 1]).findIndex((bin) => !(bin >= 1 && bin < bins));
    if (stray >= 0) throw damaged(`"levelBin" holds a bin out of range at entry ${levelStart[j] + stray}`);
  });
  return { binStart, cuts, cutStart, levelBin, levelStart };
}

type PairPart = Pick<EbmModel, 'pairs' | 'pairBin' | 'pairSize' | 'pairStart'>;

function pairsFrom({ array, damaged, outputs }: CheckedParts, parts: Parts, binStart: Int32Array): PairPart {
  const width = binStart.length - 1;
  const count = (parts.meta as { readonly pairs?: unknown }).pairs;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > MOST_PAIRS)
    throw damaged('"pairs" is not a count of pairs');
  if (count > 0 && outputs !== 1) throw damaged('it has pairs, and more than one output');
  const pairs = array('pairs', Int32Array, 2 * count).slice();
  const stray = pairs.findIndex((column) => !(column >= 0 && column < width));
  if (stray >= 0) throw damaged(`"pairs" names column ${pairs[stray]} at entry ${stray}`);
  const pairSize = array('pairSize', Int32Array, width).slice();
  const odd = pairSize.findIndex((size) => !(size >= 1 && size <= MOST_PAIR_BINS));
  if (odd >= 0) throw damaged(`"pairSize" holds ${pairSize[odd]} at entry ${odd}`);
  const pairBin = array('pairBin', Uint8Array, binStart[width]).slice();
  for (let j = 0; j < width; j++) {
    const beyond = pairBin.subarray(binStart[j], binStart[j + 1]).findIndex((bin) => bin >= pairSize[j]);
    if (beyond >= 0) throw damaged(`"pairBin" holds a bin out of range at entry ${binStart[j] + beyond}`);
  }
  return { pairs, pairBin, pairSize, pairStart: pairStartsOf(pairs, pairSize) };
}

function startsFrom(name: string, starts: Int32Array, damaged: CheckedParts['damaged']): Int32Array {
  const turn = starts.findIndex((at, i) => (i === 0 ? at !== 0 : at < starts[i - 1]));
  if (turn >= 0) throw damaged(`"${name}" does not ascend from 0 at entry ${turn}`);
  return starts.slice();
}

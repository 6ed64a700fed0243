// A learner on a matrix of your own: no table, no store. Two columns, one of them a category; y is not linear in them.
import { random, type Matrix } from 'millwright/core';
import { learnerNamed, resolveParams } from 'millwright/learn';

const rows = 2000;
const draw = random(5, 'example');
const size = Float64Array.from({ length: rows }, () => 10 * draw.uniform());
const shape = Int32Array.from({ length: rows }, () => draw.int(3));
const y = size.map((s, i) => (shape[i] === 2 ? 100 - s * s : s * s) + draw.normal());

const x: Matrix = {
  rows,
  columns: [
    { kind: 'number', name: 'size', values: size },
    { kind: 'category', name: 'shape', codes: shape, levels: ['round', 'square', 'odd'] },
  ],
};

const gbdt = learnerNamed('gbdt');
const run = { params: resolveParams('gbdt', gbdt.params, { trees: 60 }), seed: 7, threads: 1, signal: new AbortController().signal };
const predictor = await gbdt.fit({ task: 'regression', classes: 1, x, y }, run);

const out = new Float64Array(rows);
predictor.predict(x, out);
const mean = y.reduce((a, b) => a + b, 0) / rows;
const error = Math.sqrt(y.reduce((sum, v, i) => sum + (v - out[i]) ** 2, 0) / rows);
const spread = Math.sqrt(y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows);
console.log(`The values spread by ${spread.toFixed(0)} around their mean; the trees miss them by less than 2: ${error < 2}`);

const { base, effects } = predictor.contributions!(x);
console.log(`Base and effects of row 0 sum to its prediction: ${Math.abs(base[0] + effects[0] + effects[1] - out[0]) < 1e-9}`);

// Prints:
// The values spread by 33 around their mean; the trees miss them by less than 2: true
// Base and effects of row 0 sum to its prediction: true

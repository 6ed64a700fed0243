import { beforeAll, describe, expect, it } from 'vitest';
import { headsOf } from '../../core/index.js';
import { mixedRows, mixedTarget } from '../gbdt/testing-data.js';
import type { Parts } from '../learner.js';
import { damageOf } from '../testing-damage.js';
import { forest } from './forest.js';

const x = mixedRows(300);
const heads = headsOf(x);
let parts: Parts;

beforeAll(async () => {
  const run = { params: { trees: 5 }, seed: 1, threads: 1, signal: new AbortController().signal };
  parts = (await forest.fit({ task: 'regression', classes: 1, x, y: mixedTarget(x) }, run)).toParts();
});

const { withArray, withCell, withMeta, reason } = damageOf(forest, heads, () => parts);

describe('fromParts', () => {
  it('takes 20 bytes per leaf, nearly, beside the bins', () => {
    const { nodes, values, roots } = parts.arrays;
    const leaves = values.length;
    expect(nodes.length / 4).toBe(leaves - roots.length);
    expect(nodes.byteLength + values.byteLength).toBeLessThanOrEqual(20 * leaves);
    expect(leaves).toBeLessThanOrEqual(5 * 300);
  });

  it('names what is wrong', () => {
    expect(reason(withMeta({ answer: 'odd' }))).toContain('answer is "odd"');
    expect(reason(withMeta({ outputs: 2 }))).toContain('2 outputs');
    expect(reason(withMeta({ outOfBag: { rows: 1, figures: { rmse: 'low' } } }))).toContain('outOfBag');
    expect(reason(withArray('nodes', parts.arrays['nodes'].slice(1)))).toContain('ends within a node');
    expect(reason(withArray('roots', new Int32Array(0)))).toContain('entries');
    expect(reason(withCell('scale', 1, 0))).toContain('not a positive number');
    expect(reason(withCell('scale', 1, 1e308))).toContain('overflow');
    expect(reason(withCell('nodes', 0, 4))).toContain('column 4 of 4');
    expect(reason(withCell('boundStart', 1, 1e9))).toContain('"boundStart"');
    expect(reason(withCell('bounds', 1, -1e9))).toContain('"bounds" falls');
  });

  it('refuses cycles, shared children and children that are not there', () => {
    const { nodes, roots } = parts.arrays;
    expect(reason(withCell('nodes', 2, 0))).toContain('outside');
    expect(reason(withCell('nodes', 4 * roots[1] + 2, roots[1]))).toContain('outside');
    expect(reason(withCell('nodes', 3, nodes[2]))).toContain('two places');
    expect(reason(withCell('nodes', 2, roots[1]))).toContain('two places');
    expect(reason(withCell('nodes', 2, 2 ** 30))).toContain('outside');
    expect(reason(withCell('nodes', 2, -(2 ** 31)))).toContain('outside');
    expect(reason(withCell('roots', 1, roots[0]))).toContain('two places');
  });

  it('refuses rules that do not fit their column', () => {
    const { nodes } = parts.arrays;
    const rules = Array.from({ length: nodes.length / 4 }, (_, node) => nodes[4 * node + 1]);
    const [number, category] = [rules.findIndex((rule) => rule >= 0), rules.findIndex((rule) => rule < 0)];
    expect(reason(withCell('nodes', 4 * number + 1, -1))).toContain('does not fit');
    expect(reason(withCell('nodes', 4 * category + 1, 0))).toContain('does not fit');
    expect(reason(withCell('nodes', 4 * category + 1, -(2 ** 31)))).toContain('names set');
    expect(reason(withCell('nodes', 4 * number + 1, 2 ** 20))).toContain('splits at bin');
  });
});

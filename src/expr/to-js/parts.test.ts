import { describe, expect, it } from 'vitest';
import { columnsOf } from '../build/columns.js';
import { literalNode } from '../construct.js';
import type { Output } from '../program.js';
import { compileRow, interpret, rowSource } from './row.js';

const c = columnsOf({ a: 'number', s: 'text', ok: 'bool' });

/** Outputs that share steps far apart: each uses the first ones and its neighbour. */
function wide(count: number): readonly Output[] {
  const base = c.a.add(0.5);
  let last = base;
  return Array.from({ length: count }, (_, i): Output => {
    last = last.mul(0.5).add(base).sub(i);
    if (i % 7 === 3) return { name: `f${i}`, node: c.s.length().add(last).node };
    if (i % 7 === 5) return { name: `f${i}`, node: c.ok.and(last.gt(0)).node };
    return { name: `f${i}`, node: i % 7 === 6 ? literalNode('number', i) : last.abs().node };
  });
}

describe('a long program', () => {
  it('is several functions that give what the interpreter gives', () => {
    const outputs = wide(90);
    const [generated, closures] = [compileRow(outputs), interpret(outputs)];
    expect(rowSource(outputs).match(/const part\d+ =/g)).toHaveLength(2);
    for (const row of [{ a: 3, s: 'xyz', ok: true }, { a: null, s: '😀', ok: false }, { a: -7.25 }]) {
      const [out, expected] = [new Float64Array(generated.width), new Float64Array(closures.width)];
      generated.run(row, out);
      closures.run(row, expected);
      expect(out).toEqual(expected);
    }
  });

  it('of usual length is one function, also when it is empty', () => {
    expect(rowSource(wide(5))).not.toContain('part');
    expect(compileRow([]).width).toBe(0);
    expect(compileRow([]).run({}, new Float64Array(0))).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import type { Holdout } from '../holdout.js';
import { comparedRows } from './compared-rows.js';
import type { Evidence } from './evidence.js';
import { turned } from './paired-gain.js';

const due = { kind: 'column', name: 'due', type: 'number' };
const fee = { kind: 'column', name: 'fee', type: 'number' };

interface Given {
  readonly name?: string;
  readonly data?: string;
  readonly parent?: string;
  readonly valueIfRight: object;
  readonly holdout: Partial<Holdout> & { readonly row: Int32Array };
}

const version = ({ name = 'm@1', data = 'd', parent, valueIfRight, holdout }: Given): Evidence =>
  ({
    name,
    content: { task: 'binary', labels: ['No', 'Yes'], seed: 1, decide: { act: 'call', cost: 1, valueIfRight, threshold: 0.5 } },
    record: { lineage: { data, parent, fits: { refit: 4 } } },
    holdout: { y: new Float64Array(holdout.row.length), margins: Float64Array.from(holdout.row), ...holdout },
  }) as unknown as Evidence;

describe('rows to compare on', () => {
  it('carry the amounts that either kept of them', () => {
    const own = version({ valueIfRight: due, holdout: { row: Int32Array.of(2, 5, 9), valueIfRight: Float64Array.of(20, 50, 90) } });
    const other = version({ valueIfRight: fee, holdout: { row: Int32Array.of(9, 1, 5), valueIfRight: Float64Array.of(0.9, 0.1, 0.5) } });
    const { rows } = comparedRows(own, other)!;
    expect([rows.ownAmounts, rows.otherAmounts]).toEqual([
      { valueIfRight: Float64Array.of(50, 90) },
      { valueIfRight: Float64Array.of(0.5, 0.9) },
    ]);
    const back = turned(rows);
    expect([back.own, back.ownAmounts]).toEqual([rows.other, rows.otherAmounts]);
    expect([back.other, back.otherAmounts]).toEqual([rows.own, rows.ownAmounts]);
  });

  it('carry those of an older version on other data where it reckons them alike, else not', () => {
    const holdout = { row: Int32Array.of(0, 1), valueIfRight: Float64Array.of(7, 8), incumbent: Float64Array.of(1, 2) };
    const own = version({ name: 'm@2', data: 'e', parent: 'm@1', valueIfRight: due, holdout });
    const asked = (valueIfRight: object) => comparedRows(own, version({ valueIfRight, holdout: { row: Int32Array.of(3) } }))!;
    expect(asked({ ...due })).toMatchObject({ how: 'asked', rows: { otherAmounts: { valueIfRight: Float64Array.of(7, 8) } } });
    expect(asked(fee).rows.otherAmounts).toEqual({});
  });
});

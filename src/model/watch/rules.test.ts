import { describe, expect, expectTypeOf, it } from 'vitest';
import { t } from '../../data/index.js';
import { metrics } from '../../evaluate/index.js';
import { printNode, type NumberExpr } from '../../expr/index.js';
import { csv } from '../../features/index.js';
import { model } from '../define.js';
import { figureDocs, isFigure, type FigureColumns } from './figures.js';

const features = csv('shop.csv', { spent: t.number(), left: t.bool() })
  .target('left')
  .features((c) => ({ spent: c.spent }));

describe('what a model says of its watch', () => {
  it('becomes plain data: tests as expressions over the figures', () => {
    const { monitor } = model('m', features, {
      monitor: {
        labelsWithin: '90d',
        alerts: (m) => ({ 'AUC fell': m.auc.lt(0.75), 'far from promised': m.estimated_auc.sub(m.auc).gt(0.1) }),
        notify: [{ kind: 'console' }, { kind: 'webhook', urlEnv: 'HOOK', hosts: ['hooks.example.com'] }],
        retrain: { newRows: 1000, cron: '0 3 * * 1' },
      },
    });
    expect(Object.entries(monitor!.alerts).map(([name, node]) => `${name}: ${printNode(node)}`)).toEqual([
      'AUC fell: auc < 0.75',
      'far from promised: estimated_auc - auc > 0.1',
    ]);
    expect(JSON.parse(JSON.stringify(monitor))).toEqual(monitor);
    expect(model('m', features).monitor).toBeUndefined();
    expect(model('m', features, { monitor: {} }).monitor).toEqual({ alerts: {}, notify: [] });
  });

  it('knows its figures at compile time', () => {
    expectTypeOf<FigureColumns['latencyP99Ms']>().toEqualTypeOf<NumberExpr>();
    // @ts-expect-error a misspelt figure
    expect(() => model('m', features, { monitor: { alerts: (m) => ({ low: m.acu.lt(1) }) } })).toThrow(/Did you mean "auc"/);
  });

  it('has a realised and an estimated figure of every metric', () => {
    for (const { name } of metrics) {
      expect(isFigure(name), name).toBe(true);
      expect(figureDocs[`estimated_${name}` as 'estimated_auc']).toMatch(/^Estimated .* Without labels\.$/);
    }
    expect(isFigure('toString')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { FileColumnProfile, FileProfile } from '../../data/index.js';
import { profiledText } from './profiled.js';

const column = (name: string, more: Partial<FileColumnProfile>): FileColumnProfile => ({
  name,
  type: 'number',
  nulls: 0,
  bad: 0,
  distinct: 3,
  nullable: false,
  role: 'feature',
  reason: '',
  ...more,
});
const numbers = {
  min: 0,
  max: 10,
  mean: 4,
  std: 3,
  quantiles: { p01: 0, p05: 0, p25: 2, p50: 4, p75: 6, p95: 9, p99: 10 },
  zeros: 1,
  negatives: 0,
  skew: 0,
  outliers: 0,
  histogram: { edges: [0, 5, 10], counts: [8, 4] },
};
const profile: FileProfile = {
  file: 'shop.csv',
  format: 'csv',
  rows: 1000,
  columns: [
    column('spent', { numbers, nulls: 125, bad: 3, unit: 'USD' }),
    column('day', {
      type: 'date',
      times: { min: '2020-01-01', max: '2020-12-31', median: '2020-06-01', histogram: { edges: [0, 1, 2], counts: [1, 2] } },
    }),
    column('plan', {
      type: 'category',
      distinct: 4,
      texts: {
        top: [
          { value: 'a', count: 800 },
          { value: 'b', count: 150 },
          { value: 'c', count: 49 },
          { value: 'd', count: 1 },
        ],
        length: { min: 1, mean: 1, max: 1 },
      },
    }),
    column('key', { type: 'id', distinct: 1000, texts: { top: [{ value: 'k\u001b[2J', count: 1 }], length: { min: 1, mean: 1, max: 1 } } }),
    column('nothing', { type: 'category', nulls: 1000, distinct: 0 }),
  ],
  notes: ['"key" names rows and will not be learned from.'],
};

describe('profiledText', () => {
  const text = profiledText(profile, { colour: false, width: 120 });
  const line = (name: string): string => text.split('\n').find((l) => l.startsWith(name))!;

  it('says of each column what it holds', () => {
    expect(text.split('\n')[0]).toBe('shop.csv: 1,000 rows, 5 columns');
    expect(line('spent')).toMatch(/^spent +number, USD +12\.5% +3 +3 +0 … 10, median 4 +█▄$/);
    expect(line('day')).toMatch(/^day +date +3 +2020-01-01 … 2020-12-31 +▄█$/);
    expect(line('plan')).toMatch(/^plan +category +4 +a 800, b 150, c 49 … +█▂▁▁$/);
    expect(line('nothing')).toMatch(/^nothing +category +100% +0 +nothing$/);
    expect(text).toContain('"key" names rows and will not be learned from.');
  });
  it('lets nothing unprintable through and stays plain without colours', () => {
    expect(line('key')).toContain('such as k·[2J');
    expect(text).not.toContain('\u001b');
    expect(profiledText(profile, { colour: true, width: 120 })).toContain('\u001b[1m');
  });
});

import { describe, expect, it } from 'vitest';
import { schemaToJson, t } from '../../data/index.js';
import type { ModelContent } from '../content.js';
import type { JudgedCoverage } from '../coverage/index.js';
import { coverageSection } from './coverage.js';

const at = (value: number, half: number) => ({ value, low: value - half, high: value + half });
const content = {
  task: 'regression',
  target: 'price',
  schema: schemaToJson({ price: t.number({ unit: 'EUR' }) }),
} as unknown as ModelContent;
const judged: JudgedCoverage = { level: 0.9, method: 'scaled', rows: 1000, coverage: at(0.905, 0.02), width: at(120, 5), segments: [] };
const segment = (name: string, value: number, own = true) => ({ name, own, rows: 50, coverage: at(value, 0.03), width: at(80, 5) });
const textOf = (of: ModelContent, coverage: JudgedCoverage | undefined): string =>
  (coverageSection(of, coverage)?.html ?? '')
    .replaceAll(/<svg[\s\S]*?<\/svg>/g, '[chart]')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ');

describe('the section about coverage', () => {
  it('says what was promised, what was kept, and how wide that is', () => {
    const text = textOf(content, judged);
    expect(text).toContain('an interval that is meant to hold the truth 90% of the time');
    expect(text).toContain('On 1,000 rows that the judged fit never saw it did so for 90.5% of them (95% interval 88.5% … 92.5%)');
    expect(text).toContain('An interval is 120 EUR wide on average');
    expect(text).toContain('[chart]');
  });

  it('names the segments for which the promise was not kept, and those without one of their own', () => {
    const segments = [segment('<b>north</b>', 0.8), segment('south', 0.91), segment('all others', 0.88, false)];
    const text = textOf(content, { ...judged, segments });
    expect(text).toContain('It is not kept for &#60;b&#62;north&#60;/b&#62;: widen what you tell them.');
    expect(text).toContain('so that of all rows holds: all others.');
    expect(textOf(content, { ...judged, segments: segments.slice(1, 2) })).toContain('the promise is kept in each segment');
  });

  it('speaks of labels for classes, and is not there where nothing was promised or nothing judged', () => {
    const { width: _, ...rest } = judged;
    const text = textOf({ ...content, task: 'binary' }, { ...rest, method: 'lac', size: at(1.2, 0.1), single: at(0.8, 0.1) });
    expect(text).toContain('A set has 1.2 labels on average, and 80% of the sets have only one.');
    expect(coverageSection(content, undefined)).toBe(null);
    expect(coverageSection(content, { ...judged, rows: 0 })).toBe(null);
  });
});

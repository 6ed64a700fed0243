import { describe, expect, it } from 'vitest';
import type { Sniffed, SniffedColumn } from '../../data/index.js';
import { modelFile } from './model-file.js';

const column = (name: string, kind: SniffedColumn['kind'], more: Partial<SniffedColumn> = {}): SniffedColumn => ({
  name,
  kind,
  nullable: false,
  role: 'feature',
  reason: '',
  ...more,
});
const csv = { delimiter: ',', quote: '"', header: true, encoding: 'utf-8', decimal: '.', nulls: [] } as const;
const sniffed = (columns: readonly SniffedColumn[], more: Partial<Sniffed> = {}): Sniffed => ({
  path: 'x.csv',
  format: 'csv',
  csv,
  rows: 10,
  columns,
  target: columns.find((c) => c.role === 'target')!.name,
  task: 'binary',
  notes: [],
  ...more,
});
const target = column('Churn', 'bool', { role: 'target', trueText: 'Yes', falseText: 'No' });

describe('modelFile', () => {
  it('is the program that a person would write', () => {
    const columns = [
      column('customerID', 'id', { role: 'id' }),
      column('tenure', 'int'),
      column('Torque [Nm]', 'number', { unit: 'Nm' }),
      column('TotalCharges', 'number', { nullable: true }),
      column('Partner', 'bool', { trueText: 'Yes', falseText: 'No' }),
      column('active', 'bool', { trueText: 'true', falseText: 'false' }),
      column('Contract', 'category', { levels: 3 }),
      column('city', 'category', { levels: 700, nullable: true }),
      column('remark', 'text', { levels: 900 }),
      column('since', 'date', { format: '%d.%m.%Y' }),
      column('seen', 'timestamp'),
      column('month', 'date', { format: '%Y-%m' }),
      column('nothing', 'category', { role: 'unused', nullable: true }),
      target,
    ];
    expect(modelFile(sniffed(columns), { name: 'churn', dataPath: '../customers.csv' }))
      .toBe(`import { csv, learn, model, t } from 'millwright';

const rows = csv('../customers.csv', {
  customerID: t.id(),
  tenure: t.int(),
  'Torque [Nm]': t.number({ unit: 'Nm' }),
  TotalCharges: t.number().nullable(),
  Partner: t.bool({ true: 'Yes', false: 'No' }),
  active: t.bool(),
  Contract: t.category(),
  city: t.category().nullable(),
  remark: t.text(),
  since: t.date({ format: '%d.%m.%Y' }),
  seen: t.timestamp(),
  month: t.date({ format: '%Y-%m' }),
  nothing: t.category().nullable(),
  Churn: t.bool({ true: 'Yes', false: 'No' }),
});

export default model(
  'churn',
  rows.target('Churn').features((c) => ({
    tenure: c.tenure,
    'Torque [Nm]': c['Torque [Nm]'],
    TotalCharges: c.TotalCharges,
    Partner: c.Partner,
    active: c.active,
    Contract: learn.category(c.Contract),
    city: learn.category(c.city, { max: 100, minRows: 5 }),
    remark: c.remark.ngrams('word', 1, 64),
    since: c.since.epochDays(),
    since_month: c.since.month(),
    since_dayOfWeek: c.since.dayOfWeek(),
    seen: c.seen.epochDays(),
    seen_month: c.seen.month(),
    seen_dayOfWeek: c.seen.dayOfWeek(),
    seen_hour: c.seen.hour(),
    month: c.month.epochDays(),
    month_month: c.month.month(),
  })),
);
`);
  });
  it('names only what is not the default', () => {
    const odd = sniffed([column('x', 'number'), target], {
      csv: { ...csv, delimiter: ';', quote: '', header: false, encoding: 'latin-1', decimal: ',', thousands: '.', nulls: ['?', 'n/a'] },
    });
    const text = modelFile(odd, { name: 'm', dataPath: 'd.csv' });
    expect(text).toContain(
      "}, { delimiter: ';', quote: '', header: false, encoding: 'latin-1', decimal: ',', thousands: '.', nulls: ['?', 'n/a'] });",
    );
    expect(text).toContain("import { csv, model, t } from 'millwright';");
  });
  it('reads JSON and Parquet', () => {
    const { csv: _, ...rest } = sniffed([column('x', 'number'), target]);
    expect(modelFile({ ...rest, format: 'jsonl' }, { name: 'm', dataPath: 'd' })).toContain(
      "const rows = json('d', {\n  x: t.number(),\n  Churn: t.bool({ true: 'Yes', false: 'No' }),\n}, { layout: 'lines' });",
    );
    expect(modelFile({ ...rest, format: 'parquet' }, { name: 'm', dataPath: 'd.parquet' })).toContain(
      "const rows = parquet('d.parquet', {",
    );
  });
  it('gives roles to the target, keeps them from the features but for time', () => {
    const columns = [
      column('when', 'date', { role: 'time' }),
      column('who', 'category', { role: 'group' }),
      column('w', 'int', { role: 'weight' }),
      column('x', 'number'),
      target,
    ];
    const text = modelFile(sniffed(columns), { name: 'm', dataPath: 'd.csv' });
    expect(text).toContain(
      "rows.target('Churn', { time: 'when', group: 'who', weight: 'w' }).features((c) => ({\n    when: c.when.month(),\n    when_dayOfWeek: c.when.dayOfWeek(),\n    x: c.x,\n  })),",
    );
    expect(text).not.toMatch(/c\.(who|w)\b/);
  });
  it('finds names for parts that no column has', () => {
    const columns = [column('d', 'date'), column('d_month', 'int'), column('d_month_', 'int'), target];
    const text = modelFile(sniffed(columns), { name: 'm', dataPath: 'd.csv' });
    expect(text).toContain('    d_month__: c.d.month(),');
    expect(text).toContain('    d_month: c.d_month,');
  });

  it('protects columns, and gives them no feature', () => {
    const columns = [
      column('sex', 'category', { role: 'protected', levels: 2 }),
      column('age', 'int', { role: 'protected', unit: 'years', bands: [29, 39] }),
      column('foreign', 'bool', { role: 'protected', trueText: 'Y', falseText: 'N', nullable: true }),
      column('x', 'number'),
      target,
    ];
    const text = modelFile(sniffed(columns), { name: 'm', dataPath: 'd.csv' });
    expect(text).toContain(`  sex: t.category({ protected: true }),
  age: t.int({ unit: 'years', protected: { bands: [29, 39] } }),
  foreign: t.bool({ true: 'Y', false: 'N', protected: true }).nullable(),
  x: t.number(),`);
    expect(text).toContain('.features((c) => ({\n    x: c.x,\n  })),');
  });
});

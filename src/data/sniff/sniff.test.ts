import { describe, expect, it } from 'vitest';
import { sniffing } from '../../../test/support/sniffing.js';
import type { SniffOptions } from './index.js';

const { sniff } = sniffing();
/** A file of one column beside a row number that is no feature, so that no line is blank. */
const column = async (cells: readonly string[], name = 'x') => {
  const { columns } = await sniff(`z,${name}\n${cells.map((c, i) => `${i % 3}.5,"${c}"`).join('\n')}\n`);
  return columns[1];
};
const kind = async (cells: readonly string[], name = 'x') => (await column(cells, name)).kind;
const many = (n: number, cell: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => cell(i));

const target = (cells: readonly string[], options: SniffOptions = {}) =>
  sniff(`x,y\n${cells.map((c, i) => `${i % 7}.5,${c}`).join('\n')}\n`, { target: 'y', ...options });
const cycle = (n: number, ...labels: string[]) => many(n, (i) => labels[i % labels.length]);

describe('kinds of columns', () => {
  it('tells whole numbers, numbers and words apart', async () => {
    expect(await kind(['1', '-2', '+3'])).toBe('int');
    expect(await kind(['1', '2.0', '3'])).toBe('number');
    expect(await kind(['1e3', '.5', '5.'])).toBe('number');
    expect(await kind(['red', 'blue', 'red'])).toBe('category');
  });
  it('takes few values of whole numbers for whole numbers', async () => {
    expect(await kind(many(40, (i) => String(i % 2)))).toBe('int');
  });
  it('keeps blanks, dots and words for nothing out of the judgement', async () => {
    expect(await column(['1', ' ', '3', 'NA', '?', '.', '-', 'None'])).toMatchObject({ kind: 'int', nullable: true });
    expect(await column(['1', '2'])).toMatchObject({ nullable: false });
    expect(await column(['red', '', 'red'])).toMatchObject({ kind: 'category', nullable: true });
  });
  it('keeps "None" and "-" as words among words', async () => {
    expect(await column(['Mild', 'None', 'Mild', '-'])).toMatchObject({ kind: 'category', nullable: false, levels: 3 });
  });
  it('forgives one bad cell in twenty among numbers, and says so', async () => {
    const cells = many(60, (i) => (i % 20 === 7 ? 'many' : String(i * 1.5)));
    expect(await column(cells)).toMatchObject({ kind: 'number', nullable: false, reason: expect.stringContaining('all but 3 of 60') });
    expect(await kind(many(60, (i) => (i % 10 === 7 ? 'many' : String(i * 1.5))))).toBe('category');
  });
  it('does not take codes among numbers for bad cells', async () => {
    expect(await kind(many(100, (i) => (i % 50 === 0 ? `C53637${i}` : String(536000 + (i % 40)))))).toBe('category');
  });
  it('keeps leading zeros: such numbers are names', async () => {
    expect(await kind(many(40, (i) => String(i).padStart(4, '0')))).toBe('id');
    expect(await kind(many(40, (i) => ['02139', '90210', '00501'][i % 3]))).toBe('category');
    expect(await kind(['0', '0.5', '-0.25'])).toBe('number');
  });
  it('never puts whole numbers beyond 2^53 into doubles', async () => {
    expect(await kind(['9007199254740993', '12', '13'])).toBe('id');
    expect(await kind(['9007199254740991', '12', '13'])).toBe('int');
  });
  it('takes years for numbers', async () => {
    expect(
      await kind(
        many(60, (i) => String(1950 + i)),
        'year',
      ),
    ).toBe('int');
  });
  it('knows yes and no in their spellings, and only in pairs', async () => {
    expect(await column(['Yes', 'No', 'Yes'])).toMatchObject({ kind: 'bool', trueText: 'Yes', falseText: 'No' });
    expect(await column(['TRUE', 'FALSE', ''])).toMatchObject({ kind: 'bool', trueText: 'TRUE', falseText: 'FALSE', nullable: true });
    expect(await column(['f', 't'])).toMatchObject({ kind: 'bool', trueText: 't', falseText: 'f' });
    expect(await column(['no', 'no'])).toMatchObject({ kind: 'bool', trueText: 'yes', falseText: 'no' });
    expect(await kind(['F', 'M', 'F'])).toBe('category');
    expect(await kind(['F', 'F', 'F'])).toBe('category');
    expect(await kind(['Yes', 'No', 'No internet service'])).toBe('category');
  });
  it('knows days and moments, and reads 03/04/2020 as the whole file does', async () => {
    expect(await column(['2011-01-31', '', '2012-02-29'])).toMatchObject({ kind: 'date', nullable: true });
    expect(await column(['2011-01-31 10:00:00', '2012-02-29 00:00:00'])).toMatchObject({ kind: 'timestamp' });
    expect(await column(['2019-11-24T00:03:24.688993Z', '2019-11-24T00:03:24+02:00'])).toMatchObject({ kind: 'timestamp' });
    expect(await column(['03/04/2020', '05/06/2020'])).toMatchObject({
      kind: 'date',
      format: '%m/%d/%Y',
      reason: expect.stringContaining('%d/%m/%Y fits as well'),
    });
    expect(await column([...many(1500, () => '03/04/2020'), '31/12/2020'])).toMatchObject({ kind: 'date', format: '%d/%m/%Y' });
    expect(await column(['1960-01', '1960-02'])).toMatchObject({ kind: 'date', format: '%Y-%m' });
    expect(await column(['31.12.2020 23:59', '01.01.2021 00:00'])).toMatchObject({ kind: 'timestamp', format: '%d.%m.%Y %H:%M' });
  });
  it('takes eight digits for a day only under a name that says so', async () => {
    expect(await column(['20110131', '20110201'], 'order_date')).toMatchObject({ kind: 'date', format: '%Y%m%d' });
    expect(await kind(['20110131', '20110201'], 'amount')).toBe('int');
  });
  it('finds dates that start late', async () => {
    expect(await kind([...many(1500, () => ''), '2020-01-01', '2020-01-02'])).toBe('date');
  });
  it('takes unique names and codes for ids, unique measurements not', async () => {
    expect(
      await kind(
        many(30, (i) => String(900 - i * 7)),
        'PassengerId',
      ),
    ).toBe('id');
    expect(
      await kind(
        many(30, (i) => String(900 - i * 7)),
        'userid',
      ),
    ).toBe('id');
    expect(
      await kind(
        many(30, (i) => String(900 - i * 7)),
        'invoice_no',
      ),
    ).toBe('id');
    expect(
      await kind(
        many(30, (i) => String(900 - i * 7)),
        'price',
      ),
    ).toBe('int');
    expect(
      await kind(
        many(30, (i) => `${i}.25`),
        'flavanoid',
      ),
    ).toBe('number');
    expect(
      await kind(
        many(30, (i) => `M${14860 + Math.max(1, i)}`),
        'Product',
      ),
    ).toBe('id');
    expect(
      await kind(
        many(30, (i) => `453201511283${String(i).padStart(4, '0')}`),
        'card',
      ),
    ).toBe('id');
    expect(
      await kind(
        many(30, (i) => String(1_700_000_000_000 + i)),
        'seen',
      ),
    ).toBe('int');
  });
  it('takes a counter of rows for an id, a count of weeks not', async () => {
    expect(
      await kind(
        many(50, (i) => String(i + 1)),
        'instant',
      ),
    ).toBe('id');
    expect(
      await kind(
        many(50, (i) => String(i)),
        'x',
      ),
    ).toBe('id');
    expect(
      await kind(
        many(50, (i) => String(i + 1)),
        'week',
      ),
    ).toBe('int');
    expect(
      await kind(
        many(50, (i) => String(50 - i)),
        'x',
      ),
    ).toBe('int');
  });
  it('takes ids that come again for groups when few, for names when many', async () => {
    expect(
      await kind(
        many(60, (i) => String(10 + (i % 5))),
        'center_id',
      ),
    ).toBe('category');
    expect(
      await kind(
        many(60, (i) => `${10 + (i % 5)}.0`),
        'center_id',
      ),
    ).toBe('category');
    expect(
      await kind(
        many(60, (i) => String(10 + (i % 50))),
        'customer_id',
      ),
    ).toBe('id');
  });
  it('tells phrases from words', async () => {
    expect(await kind(many(60, (i) => `Item number ${i} is good value`))).toBe('text');
    expect(await kind(many(60, (i) => ['Bank transfer (automatic)', 'Electronic check', 'Mailed check'][i % 3]))).toBe('category');
    expect(await kind(many(60, (i) => `Braund, Mr. Owen ${String.fromCharCode(97 + (i % 26))}${i}`))).toBe('text');
  });
  it('says that amounts with signs and clock times are words', async () => {
    expect(
      await column(
        many(30, (i) => `$${i}.50`),
        'fare',
      ),
    ).toMatchObject({ kind: 'category', reason: expect.stringContaining('"$0.50"') });
    expect(await kind(many(60, (i) => `12:${String(i).padStart(2, '0')}`))).toBe('category');
  });
  it('gives units', async () => {
    expect(await column(['1.5', '2.5'], 'Torque [Nm]')).toMatchObject({ kind: 'number', unit: 'Nm' });
  });
  it('leaves out what is always empty', async () => {
    expect(await column(['', '', ''])).toMatchObject({ role: 'unused', nullable: true });
  });
});

describe('tasks', () => {
  it('two values are binary; the positive class is true, yes or y', async () => {
    const found = await target(cycle(20, 'No', 'Yes', 'Yes'));
    expect(found).toMatchObject({ task: 'binary', positive: 'Yes', classes: ['No', 'Yes'] });
    expect(found.columns[1]).toMatchObject({ kind: 'bool', trueText: 'Yes', falseText: 'No', role: 'target' });
    expect(await target(cycle(20, 'TRUE', 'FALSE', 'TRUE'))).toMatchObject({ positive: 'TRUE' });
    expect(await target(cycle(20, 'y', 'n', 'y'))).toMatchObject({ positive: 'y' });
  });
  it('else 1 beside 0 or −1, in quotes too', async () => {
    expect(await target(cycle(20, '0', '1', '1'))).toMatchObject({ task: 'binary', positive: '1' });
    expect(await target(cycle(20, '1.0', '-1.0', '1.0'))).toMatchObject({ task: 'binary', positive: '1.0' });
    expect(await target(cycle(20, "'-1'", "'1'", "'1'"))).toMatchObject({ task: 'binary', positive: "'1'", classes: ["'-1'", "'1'"] });
  });
  it('else the rarer', async () => {
    expect(await target(cycle(20, '1', '2', '1'))).toMatchObject({ positive: '2' });
    expect(await target(cycle(20, 'good', 'bad', 'bad'))).toMatchObject({ positive: 'good' });
    expect(await target(cycle(20, '<=50K', '>50K', '<=50K'))).toMatchObject({ positive: '>50K' });
  });
  it('or the given one, by its text, its number, its letters', async () => {
    expect(await target(cycle(20, 'Yes', 'No'), { positive: 'No' })).toMatchObject({ positive: 'No', classes: ['Yes', 'No'] });
    expect(await target(cycle(20, '1.0', '0.0'), { positive: '0' })).toMatchObject({ positive: '0.0' });
    expect(await target(cycle(20, 'Yes', 'No'), { positive: 'no' })).toMatchObject({ positive: 'No' });
    expect(await target(cycle(20, "'1'", "'-1'"), { positive: '-1' })).toMatchObject({ positive: "'-1'" });
    await expect(target(cycle(20, 'Yes', 'No'), { positive: 'Ye' })).rejects.toMatchObject({
      code: 'MW_DATA_POSITIVE_UNKNOWN',
      message: expect.stringContaining('Did you mean "Yes"?'),
    });
    await expect(target(cycle(20, 'a', 'b', 'c'), { positive: 'a' })).rejects.toMatchObject({ code: 'MW_DATA_POSITIVE_TASK' });
  });
  it('words are multiclass; whole numbers 0…k−1 or 1…k up to ten as well', async () => {
    expect(await target(cycle(30, 'c', 'a', 'b'))).toMatchObject({ task: 'multiclass', classes: ['a', 'b', 'c'] });
    expect(await target(cycle(30, '0', '1', '2'))).toMatchObject({ task: 'multiclass', classes: ['0', '1', '2'] });
    expect(await target(many(40, (i) => String(1 + (i % 10))))).toMatchObject({ task: 'multiclass' });
    expect((await target(cycle(30, '3', '1', '2'))).columns[1]).toMatchObject({ kind: 'category', role: 'target' });
    expect(await target(cycle(30, '1.0', '2.0', '3.0'))).toMatchObject({ task: 'multiclass', classes: ['1.0', '2.0', '3.0'] });
  });
  it('other numbers are a regression', async () => {
    expect(await target(many(44, (i) => String(1 + (i % 11))))).toMatchObject({ task: 'regression' });
    expect(await target(cycle(30, '0', '1', '3'))).toMatchObject({ task: 'regression' });
    expect(await target(cycle(30, '2', '3', '4'))).toMatchObject({ task: 'regression' });
    expect((await target(cycle(30, '0.5', '1.5', '3'))).columns[1]).toMatchObject({ kind: 'number', role: 'target' });
  });
  it('the caller overrides', async () => {
    expect(await target(cycle(30, '0', '1', '2'), { task: 'regression' })).toMatchObject({ task: 'regression' });
    expect(await target(cycle(30, '3', '5', '8'), { task: 'multiclass' })).toMatchObject({ task: 'multiclass', classes: ['3', '5', '8'] });
    await expect(target(cycle(30, 'a', 'b', 'c'), { task: 'regression' })).rejects.toMatchObject({ code: 'MW_DATA_TARGET_TASK' });
    await expect(target(cycle(30, 'a', 'b', 'c'), { task: 'binary' })).rejects.toMatchObject({ code: 'MW_DATA_TARGET_TASK' });
  });
  it('keeps the data’s spelling, trimmed, and leaves nulls and dirt out', async () => {
    expect(await target([' Yes ', 'No', 'Yes', '', '?', 'NA'])).toMatchObject({ task: 'binary', classes: ['No', 'Yes'] });
    const dirty = await target([...cycle(60, '0', '1'), 'many']);
    expect(dirty).toMatchObject({ task: 'binary', classes: ['0', '1'] });
    expect((await target(['Yes', 'No', 'No', ''])).notes.join()).toContain('empty in 1 of 4 rows');
  });
  it('refuses what nothing can be learned from', async () => {
    await expect(target(cycle(9, 'No'))).rejects.toMatchObject({ code: 'MW_DATA_TARGET_CONSTANT' });
    await expect(target(cycle(9, '', 'NA'))).rejects.toMatchObject({ code: 'MW_DATA_TARGET_EMPTY' });
    await expect(target(many(9, (i) => `w${i}`))).rejects.toMatchObject({ code: 'MW_DATA_TARGET_UNIQUE' });
    await expect(target(many(2400, (i) => `w${i % 1200}`))).rejects.toMatchObject({ code: 'MW_DATA_TARGET_CLASSES' });
  });
});

describe('columns with a part to play', () => {
  const csv = `key,when,who,weight,x,Churn\n${many(30, (i) => `k${i},2020-01-${String(1 + i).padStart(2, '0')},${i % 3}.5,${i + 1},${i * 0.5},${i % 2 ? 'Yes' : 'No'}`).join('\n')}\n`;

  it('are found by name and by place', async () => {
    const found = await sniff(csv, { target: '#6', id: 'key', time: '#2', group: 'who', weight: 'weight' });
    expect(found.columns.map((c) => [c.name, c.kind, c.role])).toEqual([
      ['key', 'id', 'id'],
      ['when', 'date', 'time'],
      ['who', 'category', 'group'],
      ['weight', 'int', 'weight'],
      ['x', 'number', 'feature'],
      ['Churn', 'bool', 'target'],
    ]);
  });
  it('are refused with the nearest name', async () => {
    await expect(sniff(csv, { target: 'Chrun' })).rejects.toMatchObject({
      code: 'MW_DATA_COLUMN_UNKNOWN',
      message: expect.stringContaining('Did you mean "Churn"?'),
    });
    await expect(sniff(csv, { target: '#7' })).rejects.toMatchObject({ code: 'MW_DATA_COLUMN_UNKNOWN' });
    await expect(sniff(csv, { target: 'Churn', time: 'x' })).rejects.toMatchObject({ code: 'MW_DATA_ROLE_TYPE' });
    await expect(sniff(csv, { target: 'Churn', weight: 'x' })).rejects.toMatchObject({
      code: 'MW_DATA_ROLE_TYPE',
      message: expect.stringContaining('numbers from 0 to 14.5'),
    });
    await expect(sniff(csv, { target: 'Churn', time: 'Churn' })).rejects.toMatchObject({ code: 'MW_DATA_COLUMN_TWICE' });
  });
  it('a protected column is a category or a number with bands at its quartiles, and never a feature', async () => {
    const people = [
      'sex,age,grade,when,hired',
      ...Array.from({ length: 40 }, (_, i) => `${1 + (i % 2)},${20 + i},${i % 7 ? 'Yes' : 'No'},2020-01-02,${i % 3 ? 'Y' : 'N'}`),
    ].join('\n');
    const found = await sniff(people, { target: 'hired', protected: ['sex', '#2', 'grade'] });
    expect(found.columns.slice(0, 3)).toMatchObject([
      { name: 'sex', kind: 'category', role: 'protected' },
      { name: 'age', kind: 'int', role: 'protected', bands: [29, 39, 49] },
      { name: 'grade', kind: 'bool', role: 'protected' },
    ]);
    await expect(sniff(people, { target: 'hired', protected: ['when'] })).rejects.toMatchObject({ code: 'MW_DATA_ROLE_TYPE' });
    await expect(sniff(people, { target: 'hired', protected: ['hired'] })).rejects.toMatchObject({ code: 'MW_DATA_COLUMN_TWICE' });
    await expect(sniff(people, { target: 'hired', protected: ['sexx'] })).rejects.toMatchObject({ code: 'MW_DATA_COLUMN_UNKNOWN' });
  });
  it('an id may group, and eight digits may be the time', async () => {
    const found = await sniff(csv.replaceAll('2020-01-', '202001'), { target: 'Churn', id: 'key', group: 'key', time: 'when' });
    expect(found.columns.slice(0, 2)).toMatchObject([
      { kind: 'id', role: 'group' },
      { kind: 'date', format: '%Y%m%d', role: 'time' },
    ]);
  });
});

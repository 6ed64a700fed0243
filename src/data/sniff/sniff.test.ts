import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../engine/duckdb.js';
import type { Engine } from '../engine/engine.js';
import { sniffFile, type SniffOptions } from './index.js';

const dir = mkdtempSync(join(tmpdir(), 'sniff-'));
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ tempDir: dir });
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

const sniff = (content: string | Buffer, options: SniffOptions = {}, name = 'data.csv') => {
  writeFileSync(join(dir, name), content);
  return sniffFile(engine, join(dir, name), options);
};
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
const tables = async () => (await engine.rows('SELECT count(*) AS n FROM duckdb_tables()'))[0]['n'];

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
  it('an id may group, and eight digits may be the time', async () => {
    const found = await sniff(csv.replaceAll('2020-01-', '202001'), { target: 'Churn', id: 'key', group: 'key', time: 'when' });
    expect(found.columns.slice(0, 2)).toMatchObject([
      { kind: 'id', role: 'group' },
      { kind: 'date', format: '%Y%m%d', role: 'time' },
    ]);
  });
});

describe('files', () => {
  it('reads dialects', async () => {
    expect(await sniff('a;b\n1,5;x\n2,5;y\n')).toMatchObject({
      format: 'csv',
      rows: 2,
      csv: { delimiter: ';', quote: '"', header: true, decimal: ',', encoding: 'utf-8', nulls: [] },
    });
    const headless = await sniff('0.5,a\n1.5,b\n');
    expect([headless.csv?.header, headless.columns.map((c) => c.name)]).toEqual([false, ['c1', 'c2']]);
    expect((await sniff('a,b\nx,y\nz,w\n', { header: false })).rows).toBe(3);
    expect(await sniff('n,w\n"1,234",a\n"12,345",b\n')).toMatchObject({ csv: { thousands: ',' }, columns: [{ kind: 'int' }, {}] });
  });
  it('reads encodings', async () => {
    const text = 'città;n\nForlì;1,5\nNice;2,5\n';
    const spellings: [Buffer, string][] = [
      [Buffer.from(text, 'latin1'), 'latin-1'],
      [Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16'],
      [Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ];
    for (const [bytes, encoding] of spellings) {
      expect(await sniff(bytes)).toMatchObject({
        csv: { encoding, delimiter: ';' },
        columns: [{ name: 'città' }, { name: 'n', kind: 'number' }],
      });
    }
    expect(await sniff(gzipSync(text), {}, 'z.csv.gz')).toMatchObject({ rows: 2 });
  });
  it('names the words for nothing that columns do not know by themselves', async () => {
    expect((await sniff('n,w\n1,red\n.,?\n3,NA\nn/a,blue\n4,-\n')).csv?.nulls).toEqual(['NA', '?', 'n/a']);
    expect((await sniff('n,w\n1,red\n.,blue\n')).csv?.nulls).toEqual([]);
  });
  it('refuses a Parquet file without rows', async () => {
    await engine.run(`COPY (SELECT 1 AS a, 2 AS b WHERE FALSE) TO '${join(dir, 'none.parquet')}' (FORMAT parquet)`);
    await expect(sniffFile(engine, join(dir, 'none.parquet'))).rejects.toMatchObject({ code: 'MW_DATA_FILE_NO_ROWS' });
  });
  it('reads JSON, JSON Lines and Parquet by their content', async () => {
    const json = await sniff('[{"id": 1, "ok": true, "w": "a"}, {"id": 2, "ok": false, "w": null}]', {}, 'rows.txt');
    expect(json).toMatchObject({
      format: 'json',
      rows: 2,
      columns: [{ kind: 'id' }, { kind: 'bool', trueText: 'true' }, { kind: 'category', nullable: true }],
    });
    expect(json.csv).toBeUndefined();
    expect(await sniff('{"n": 1.5, "big": 9007199254740993}\n{"n": 2, "big": 1}\n', {}, 'rows.jsonl')).toMatchObject({
      format: 'jsonl',
      columns: [{ kind: 'number' }, { kind: 'id' }],
    });
    await engine.run(
      `COPY (SELECT DATE '2020-01-01' AS d, 1.5 AS n, TRUE AS b, TIMESTAMP '2020-01-01 10:00:00' AS t) TO '${join(dir, 'x.parquet')}' (FORMAT parquet)`,
    );
    expect((await sniffFile(engine, join(dir, 'x.parquet'))).columns.map((c) => c.kind)).toEqual(['date', 'number', 'bool', 'timestamp']);
  });
  it('leaves nothing behind in the engine', async () => {
    const before = await tables();
    await sniff('a,b\n1,x\n2,y\n', { target: 'b' }).catch(() => {});
    await sniff('a,b\n1,x\n2,y\n', { target: 'nowhere' }).catch(() => {});
    expect(await tables()).toBe(before);
  });
  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'MW_DATA_FILE_EMPTY'],
    ['blank lines', '\n\n\n', 'MW_DATA_FILE_EMPTY'],
    ['a header alone', 'a,b,c\n', 'MW_DATA_FILE_NO_ROWS'],
    ['a header of quoted names alone', '"a","b\nc"\r\n', 'MW_DATA_FILE_NO_ROWS'],
    ['NUL bytes', Buffer.from([97, 44, 98, 10, 0, 255, 254, 0, 1, 2, 3]), 'MW_DATA_NUL'],
    ['a repeated header', 'a,b,a\n1,2,3\n', 'MW_DATA_HEADER_DUPLICATE'],
    ['an empty name', 'a,,c\n1,2,3\n', 'MW_DATA_HEADER_EMPTY'],
    ['ragged rows', `a,b\n${'1,2\n'.repeat(30)}1,2,3\n`, 'MW_DATA_RAGGED'],
    ['an open quote', 'a,b\n1,"2\n3,4\n', 'MW_DATA_QUOTE'],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'MW_DATA_FORMAT_UNREAD'],
    ['JSON without rows', '[]', 'MW_DATA_FILE_NO_ROWS'],
    ['broken JSON', '[{"a": 1}, {"a": ', 'MW_DATA_JSON'],
  ])('refuses %s', async (_, content, code) => {
    await expect(sniff(content, { target: 'a' })).rejects.toMatchObject({ code });
  });
  it('refuses what is not there', async () => {
    await expect(sniffFile(engine, join(dir, 'nowhere.csv'))).rejects.toMatchObject({ code: 'MW_DATA_FILE_MISSING' });
    await expect(sniffFile(engine, dir)).rejects.toMatchObject({ code: 'MW_DATA_FILE_FOLDER' });
  });
  it('stops when told to', async () => {
    await expect(sniff('a,b\n1,2\n', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'MW_INTERRUPTED' });
  });
  it('survives hostile names, and tells a from A', async () => {
    const names = ['a', 'A', '__proto__', 'constructor', "it's", 'say ""hi""', '😀', 'x; DROP TABLE y', 'new\nline', 'k0'];
    const { columns } = await sniff(
      `${names.map((n) => `"${n}"`).join(',')}\n${names.map((_, i) => i + 0.5).join(',')}\n${names.map((_, i) => i).join(',')}\n`,
    );
    expect(columns.map((c) => c.name)).toEqual(names.map((n) => n.replaceAll('""', '"')));
    expect(columns.every((c) => c.kind === 'number')).toBe(true);
  });
  it('does not depend on the number of threads', async () => {
    writeFileSync(join(dir, 'big.csv'), `a,b,c\n${many(20_000, (i) => `${(i * 7919) % 1000},w${i % 300},${i / 7}`).join('\n')}\n`);
    const all = await Promise.all(
      [1, 2].map(async (threads) => {
        await using own = await openEngine({ threads, tempDir: dir });
        return await sniffFile(own, join(dir, 'big.csv'), { target: 'a' });
      }),
    );
    expect(all[0]).toEqual(all[1]);
  });
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MillwrightError } from '../../core/index.js';
import type { LoadRun } from '../definition.js';
import type { Engine } from '../engine/engine.js';
import { openEngine } from '../engine/duckdb.js';
import { loadTable } from '../load/load.js';
import type { Schema } from '../schema.js';
import { t } from '../types.js';
import type { CsvSource } from './source.js';

let engine: Engine;
let root: string;
beforeAll(async () => {
  engine = await openEngine();
  root = mkdtempSync(join(tmpdir(), 'millwright-csv-'));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

const ab = { a: t.text().nullable(), b: t.text().nullable() };
type Options = Partial<CsvSource> & { readonly schema?: Schema; readonly run?: Partial<LoadRun> };

async function read(content: string | Uint8Array, { schema = ab, run = {}, ...source }: Options = {}): Promise<object[]> {
  const path = source.path ?? 'file.csv';
  writeFileSync(join(root, path), content);
  const loaded = await loadTable(
    engine,
    { source: { kind: 'csv', path, ...source }, schema, checks: [], joins: [] },
    { mode: 'training', root, ...run },
  );
  return [...(await engine.rows(`SELECT * FROM "${loaded.relation}" ORDER BY rowid`))];
}

const failure = (content: string | Uint8Array, options: Options = {}): Promise<MillwrightError> =>
  read(content, options).then(
    () => expect.fail('it was read'),
    (error: MillwrightError) => error,
  );

describe('right readings', () => {
  const due = [
    { a: '1', b: 'x' },
    { a: '2', b: 'y' },
  ];
  it.each<[string, string | Uint8Array, Options?]>([
    ['plain', 'a,b\n1,x\n2,y\n'],
    ['no final line end', 'a,b\n1,x\n2,y'],
    ['CRLF', 'a,b\r\n1,x\r\n2,y\r\n'],
    ['CR', 'a,b\r1,x\r2,y\r'],
    ['mixed line ends', 'a,b\r\n1,x\n2,y\r\n'],
    ['mixed line ends, the other way', 'a,b\n1,x\r\n2,y\n'],
    ['a byte-order mark', '\ufeffa,b\n1,x\n2,y\n'],
    ['blank lines', '\n\na,b\n\n1,x\n\n2,y\n\n'],
    ['quotes', '"a","b"\n"1","x"\n"2",y\n'],
    ['blanks around names and cells', ' a , b\n 1 ,x\t\n2, y\n'],
    ['columns the other way round', 'b,a\nx,1\ny,2\n'],
    ['semicolons, not told', 'a;b\n1;x\n2;y\n'],
    ['tabs, not told', 'a\tb\n1\tx\n2\ty\n'],
    ['bars, not told', 'a|b\n1|x\n2|y\n'],
    ['a delimiter that is told', 'a~b\n1~x\n2~y\n', { delimiter: '~' }],
    ['single quotes', "a,b\n'1','x'\n2,y\n", { quote: "'" }],
    ['a trailing delimiter on every line', 'a,b,\n1,x,\n2,y,\n'],
    ['gzip', gzipSync('a,b\n1,x\n2,y\n'), { path: 'file.csv.gz' }],
    ['UTF-16 with a mark', Buffer.from('\ufeffa,b\r\n1,x\n2,y\n', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('a,b\n1,x\n2,y\n', 'utf16le'), { encoding: 'utf-16' }],
    ['no header', '1,x\n2,y\n', { header: false }],
    ['a header although none was told', 'b,a\nx,1\ny,2\n', { header: false }],
  ])('%s', async (_name, content, options) => expect(await read(content, options)).toEqual(due));

  it('keeps line ends, delimiters and doubled quotes inside quotes', async () => {
    expect(await read('a,b\n"1,""x""\r\nz",y\r\n')).toEqual([{ a: '1,"x"\r\nz', b: 'y' }]);
  });

  it('keeps a line break in a name when the lines end otherwise', async () => {
    const schema = { a: t.int(), 'b\nc': t.text() };
    expect(await read('a,"b\nc"\r\n1,x\r\n2,"y\nz"\r\n', { schema })).toEqual([
      { a: 1, 'b\nc': 'x' },
      { a: 2, 'b\nc': 'y\nz' },
    ]);
  });
  it('takes quotes for letters when told that nothing is quoted', async () => {
    expect(await read('a,b\n"1,2\n3,4"\n', { quote: '' })).toEqual([
      { a: '"1', b: '2' },
      { a: '3', b: '4"' },
    ]);
  });

  it('reads Latin-1 when told', async () => {
    expect(await read(Buffer.from('a,b\né,Ñ\n', 'latin1'), { encoding: 'latin-1' })).toEqual([{ a: 'é', b: 'Ñ' }]);
  });

  it('reads a decimal comma, groups and named nulls', async () => {
    const schema = { x: t.number().nullable(), y: t.number().nullable() };
    expect(await read('x;y\n1,5;-\n1.234,25;-999\n', { schema, decimal: ',', thousands: '.', nulls: ['-999'] })).toEqual([
      { x: 1.5, y: null },
      { x: 1234.25, y: null },
    ]);
  });

  it('keeps an empty line of a file with one column as an empty cell', async () => {
    expect(await read('a\n1\n\n3\n', { schema: { a: t.text().nullable() } })).toEqual([{ a: '1' }, { a: null }, { a: '3' }]);
  });

  it('reads 10,000 columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `c${i + 1}`);
    const rows = [names, names.map((_, i) => i), names.map((_, i) => -i)].map((cells) => cells.join(',')).join('\n');
    const [first, second] = await read(rows, { schema: Object.fromEntries(names.map((n) => [n, t.int()])) });
    expect([Object.keys(first).length, first['c9999' as never], second['c10000' as never]]).toEqual([10_000, 9998, -9999]);
  }, 120_000);
});

describe('headerless files', () => {
  const schema = { y: t.int(), u: t.text(), v: t.text() };
  const run = { mode: 'predict', target: 'y' } as const;

  it('have the columns of the schema in their order', async () => {
    expect(await read('1,p,q\n', { schema, header: false, run })).toEqual([{ y: 1, u: 'p', v: 'q' }]);
  });

  it('with one column fewer they lack the target, wherever it stands', async () => {
    expect(await read('p,q\n', { schema, header: false, run })).toEqual([{ y: null, u: 'p', v: 'q' }]);
    expect(await read('p,q\n', { schema, header: false, run: { ...run, target: 'u' } }).catch((e: MillwrightError) => e.code)).toBe(
      'MW_DATA_CELLS',
    );
    expect(await read('1,q\n', { schema, header: false, run: { ...run, target: 'u' } })).toEqual([{ y: 1, u: null, v: 'q' }]);
  });

  it('may be read with a part of the schema when all places are told', async () => {
    const places = ['y', 'u', 'v'];
    expect(await read('1,p,q\n', { schema: { v: t.text() }, header: false, run: { ...run, places } })).toEqual([{ v: 'q' }]);
    expect(await read('p,q\n', { schema: { v: t.text() }, header: false, run: { ...run, places } })).toEqual([{ v: 'q' }]);
  });

  it('may be wider than a schema of numbered columns in training', async () => {
    expect(await read('1,p,q\n', { schema: { c3: t.text(), c1: t.int() }, header: false })).toEqual([{ c3: 'q', c1: 1 }]);
  });

  it('with any other count are refused', async () => {
    for (const content of ['1\n', '1,2,3,4\n'])
      expect(await failure(content, { schema, header: false, run })).toMatchObject({ code: 'MW_DATA_COLUMN_COUNT' });
    expect(await failure('p,q\n', { schema, header: false })).toMatchObject({ code: 'MW_DATA_COLUMN_COUNT' });
  });
});

describe('bad files', () => {
  it.each<[string, string | Uint8Array, Options | undefined, string, RegExp]>([
    ['empty', '', undefined, 'MW_DATA_FILE_EMPTY', /"file.csv" is empty/],
    ['only line ends', '\n\r\n \n', undefined, 'MW_DATA_FILE_EMPTY', /is empty/],
    ['only a byte-order mark', '\ufeff', undefined, 'MW_DATA_FILE_EMPTY', /is empty/],
    ['a header alone', 'a,b\n', undefined, 'MW_DATA_FILE_NO_ROWS', /has a header but no rows/],
    ['a header and blank lines', 'a,b\n\n\n', undefined, 'MW_DATA_FILE_NO_ROWS', /no rows/],
    ['a repeated name', 'a,b,a\n1,2,3\n', undefined, 'MW_DATA_HEADER_DUPLICATE', /has "a" 2 times, as columns 1, 3/],
    ['a column without a name', ',a,b\n1,2,3\n', undefined, 'MW_DATA_HEADER_EMPTY', /no name for column 1/],
    ['a short row', 'a,b\n1,2\n3\n5,6\n', undefined, 'MW_DATA_RAGGED', /line 3 of "file.csv" has 1 field, but the others have 2/],
    ['a long row', 'a,b\n1,2\n3,4,5\n', undefined, 'MW_DATA_RAGGED', /line 3 of "file.csv" has at least 3 fields, but the others have 2/],
    ['a quote that is never closed', 'a,b\n1,"2\n3,4\n', undefined, 'MW_DATA_QUOTE', /quotes of line 2/],
    ['a quote that is never closed, in the header', 'a,"b\n1,2\n', undefined, 'MW_DATA_QUOTE', /quotes of line 1/],
    ['text behind a quote', 'a,b\n"1"x,2\n', undefined, 'MW_DATA_QUOTE', /quotes of line 2/],
    ['Latin-1 bytes', Buffer.from('a,b\n1,2\né,3\n', 'latin1'), undefined, 'MW_DATA_ENCODING', /line 3 of "file.csv" is not utf-8 text/],
    [
      'Latin-1 bytes in a column that nobody reads',
      Buffer.from('a,b,c\n1,2,x\n3,4,é\n', 'latin1'),
      undefined,
      'MW_DATA_ENCODING',
      /line 3/,
    ],
    ['NUL bytes', Buffer.from('a,b\n1\0,2\n'), undefined, 'MW_DATA_NUL', /holds NUL bytes/],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0, 255, 254, 0, 1, 2, 3])]),
      undefined,
      'MW_DATA_NUL',
      /NUL/,
    ],
    [
      'half a character of UTF-16',
      Buffer.from([0xff, 0xfe, 0x61, 0, 0x00, 0xd8, 0x61, 0]),
      undefined,
      'MW_DATA_ENCODING',
      /is not utf-16le text/,
    ],
    ['a huge field', `a,b\n1,${'x'.repeat(32_500_000)}\n`, undefined, 'MW_DATA_FIELD_SIZE', /line 2 of "file.csv" is longer than 32 MB/],
    ['no gzip at all', 'a,b\n1,2\n', { path: 'file.csv.gz' }, 'MW_DATA_FILE_READ', /the gzip data is damaged/],
    [
      'gzip that ends early',
      gzipSync(`a,b\n${'1,2\n3,4\n'.repeat(20_000)}`).subarray(0, 150),
      { path: 'file.csv.gz' },
      'MW_DATA_FILE_READ',
      /ends too early/,
    ],
    ['NUL bytes in gzip', gzipSync(`a,b\n${'1,2\n'.repeat(50_000)}\0,2\n`), { path: 'file.csv.gz' }, 'MW_DATA_NUL', /NUL/],
    [
      '20,001 columns',
      `${Array.from({ length: 20_001 }, (_, i) => `c${i}`).join(',')}\n`,
      undefined,
      'MW_DATA_FILE_READ',
      /20001 columns, more than 20000/,
    ],
  ])('%s', async (_name, content, options, code, message) => {
    const error = await failure(content, options);
    expect({ code: error.code, message: error.message }).toEqual({ code, message: expect.stringMatching(message) });
    expect(error.fix.length).toBeGreaterThan(10);
    expect(error.message).not.toContain(root);
    expect(error.where).toContain(options?.path ?? 'file.csv');
  });

  it('a missing file, a folder, a file that may not be read', async () => {
    const at = (path: string) =>
      loadTable(engine, { source: { kind: 'csv', path }, schema: ab, checks: [], joins: [] }, { mode: 'training', root }).catch(
        (e: MillwrightError) => e.code,
      );
    mkdirSync(join(root, 'folder'), { recursive: true });
    expect([await at('nowhere.csv'), await at('folder'), await at('folder/x/y.csv')]).toEqual([
      'MW_DATA_FILE_MISSING',
      'MW_DATA_FILE_FOLDER',
      'MW_DATA_FILE_MISSING',
    ]);
    writeFileSync(join(root, 'secret.csv'), 'a,b\n1,2\n');
    chmodSync(join(root, 'secret.csv'), 0);
    if (process.getuid?.() !== 0) expect(await at('secret.csv')).toBe('MW_DATA_FILE_READ');
  });

  it('a schema whose names differ in case only', async () => {
    expect(await failure('a,A\n1,2\n', { schema: { a: t.int(), A: t.int() } })).toMatchObject({ code: 'MW_DATA_SCHEMA' });
    expect(await read('a,A,b\n1,2,3\n')).toEqual([{ a: '1', b: '3' }]);
  });
});

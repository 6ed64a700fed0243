import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPlain, scanCsv } from '../../kernel/index.js';
import { openEngine } from '../engine/duckdb.js';
import { numberGrammar } from '../grammar/number.js';
import { marksOf } from './csv-typed.js';
import { openSource } from './index.js';
import type { OpenSource } from './open.js';
import type { CsvSource } from './source.js';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-csv-typed-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** All texts of 1 … `length` of these letters. */
function spellings(letters: string, length: number): readonly string[] {
  const longer = (texts: readonly string[]): string[] => texts.flatMap((text) => [...letters].map((letter) => text + letter));
  return Array.from({ length })
    .reduce<string[][]>((lists) => [...lists, longer(lists.at(-1)!)], [['']])
    .slice(1)
    .flat();
}

describe('numbers as the engine reads them', () => {
  it('are the grammar’s, wherever nothing odd is found and they are finite', async () => {
    await using engine = await openEngine({ threads: 2 });
    const words = [
      'nan',
      '-NaN',
      'inf',
      'Infinity',
      '1e999',
      '1e-400',
      '0x1',
      '1f',
      '1d',
      'true',
      '1,0',
      '1 0',
      '½',
      '٣',
      '1%',
      '0b1',
      'e1',
    ];
    const cells = [...spellings('10_+-.e', 4), ...spellings('2_.', 6), ...spellings('+-5', 5), ...words];
    writeFileSync(join(root, 'n.csv'), `a;b\n${cells.map((cell) => `${cell};${cell}`).join('\n')}\n`);
    const opened = await openSource({ kind: 'csv', path: 'n.csv', delimiter: ';' }, { engine, root, names: ['a', 'b'], env: {} });
    const relation = opened.relation
      .replace("'k0': 'VARCHAR'", "'k0': 'DOUBLE'")
      .replace('strict_mode', 'ignore_errors = true, strict_mode');
    const read = new Map((await engine.rows(`SELECT k0, k1 FROM ${relation}`)).map(({ k0, k1 }) => [k1, k0]));
    expect(read.get('10_1')).toBe(101);
    const grammar = numberGrammar({});
    const strays = cells.filter((cell) => {
      const scan = scanCsv(marksOf(';', '"')!);
      scan.look(Buffer.from(`${cell};${cell}\n`));
      const value = read.get(cell);
      return (
        isPlain(scan.end()) && (value === undefined || Number.isFinite(value)) && !Object.is(grammar.read(cell), value === 0 ? 0 : value)
      );
    });
    expect(strays).toEqual([]);
  });
});

describe('a typed reading', () => {
  const opened = async (text: string, options: Partial<CsvSource> = {}): Promise<OpenSource> => {
    await using engine = await openEngine();
    writeFileSync(join(root, 'a.csv'), text);
    return await openSource({ kind: 'csv', path: 'a.csv', ...options }, { engine, root, names: ['a', 'b'], env: {} });
  };

  it('gives the first cells by column, without quotes and past the header', async () => {
    const { typed, columns } = await opened('a,b\n1,"x,""y"""\n\n2,z');
    expect(columns.map(({ sql }) => typed!.head(sql))).toEqual([
      ['1', '2'],
      ['x,"y"', 'z'],
    ]);
    const bare = await opened('1;x\n2;"y', { delimiter: ';', quote: '', header: false });
    expect(bare.columns.map(({ sql }) => bare.typed!.head(sql))).toEqual([
      ['1', '2'],
      ['x', '"y'],
    ]);
  });

  it.for([
    ['a blank at an edge', 'a,b\n1, x\n', {}],
    ['a number with a line beneath', 'a,b\n1_0,x\n', {}],
    ['a delimiter of two letters', 'a||b\n1||x\n', { delimiter: '||' }],
    ['a delimiter that is a blank', 'a b\n1 x\n', { delimiter: ' ' }],
    ['another encoding', 'a,b\n1,x\n', { encoding: 'latin-1' }],
  ] as const)('is not tried for %s', async ([, text, options]) => {
    expect((await opened(text, options)).typed).toBeUndefined();
  });

  it('looks at whole lines of a long beginning', async () => {
    const line = 'aaaaaaa a,b\n';
    expect((await opened(`a,b\n${line.repeat(20_000)}`)).typed).toBeDefined();
    expect((await opened(`a,b\n${line.repeat(20_000)} x,y\n`)).typed).toBeDefined();
    expect((await opened(`a,b\n x,y\n${line.repeat(20_000)}`)).typed).toBeUndefined();
  });
});

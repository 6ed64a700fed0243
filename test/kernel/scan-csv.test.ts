import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvFindings, CsvScan } from '../../src/kernel/csv-findings.js';
import { scanCsvPlain } from './scan-csv-plain.js';
import { scanCsv, simdScan } from '../../src/kernel/scan-csv.js';

const marks = { delimiter: 0x2c, quote: 0x22 };
const clean: CsvFindings = { oddNumbers: false, spaces: false, rareBlanks: false };

function findings(scan: CsvScan, bytes: Uint8Array, blocks: readonly number[] = []): CsvFindings {
  let from = 0;
  for (const size of blocks) {
    scan.look(bytes.subarray(from, from + size));
    from += size;
  }
  scan.look(bytes.subarray(from));
  return scan.end();
}

const ways = [
  { way: 'the kernel', scan: (m = marks) => scanCsv(m) },
  { way: 'its definition', scan: (m = marks) => scanCsvPlain(m) },
];

describe.for(ways)('$way', ({ scan }) => {
  it.for([
    'a,b\n1,-2.5e+3\n',
    'x y,"p q"\r\n"a""b""c",\r\n',
    'cat_0_1,k1_2,_1,1_,1_a,2024-01-01',
    '"a",""\n"",b\n',
    'été\u00a0!,à,\ufffd\n',
    'a\tb,c\u000bd',
    '',
  ])('finds nothing in %j', (text) => {
    expect(findings(scan(), Buffer.from(text))).toEqual(clean);
  });

  it.for([
    ['oddNumbers', '1_000,'],
    ['oddNumbers', 'a\n-1.5e1_0'],
    ['oddNumbers', 'x,"2_5"'],
    ['oddNumbers', 'a,+-1'],
    ['spaces', ' a'],
    ['spaces', 'a '],
    ['spaces', 'a, b'],
    ['spaces', '"a ",b'],
    ['spaces', 'a \r\n'],
    ['rareBlanks', 'a,\tb'],
    ['rareBlanks', 'a\u000b\n'],
    ['rareBlanks', '\u000ca'],
    ['rareBlanks', 'a,\u00a0b'],
    ['rareBlanks', 'a\u00a0'],
    ['rareBlanks', 'a,b\ufeff'],
    ['rareBlanks', 'a,"\nb"'],
    ['rareBlanks', 'a,"\n"'],
    ['rareBlanks', 'x\n",b"'],
    ['rareBlanks', '"a\n",b'],
  ] as const)('finds %s in %j', ([name, text]) => {
    expect(findings(scan(), Buffer.from(text))).toEqual({ ...clean, [name]: true });
  });

  it('takes the tab for no blank where it is the delimiter', () => {
    expect(findings(scan({ delimiter: 9, quote: 0x22 }), Buffer.from('a\t\tb\n\tc, \n'))).toEqual({ ...clean, spaces: true });
    expect(findings(scan({ delimiter: 9, quote: 0x22 }), Buffer.from('a\t"\tb"')).rareBlanks).toBe(true);
  });

  it('takes the quote for a letter where nothing is quoted', () => {
    const bare = { delimiter: 0x3b, quote: 0 };
    expect(findings(scan(bare), Buffer.from('a;"\n1" ;b" c\n'))).toEqual({ ...clean, spaces: true });
    expect(findings(scan(bare), Buffer.from('a;" b\n'))).toEqual(clean);
  });
});

describe('a byte-order mark', () => {
  it('is no part of the text at its beginning, however it is cut, and a blank elsewhere', () => {
    const bytes = Buffer.from('\ufeffa,b\n');
    for (const blocks of [[], [1], [1, 1], [2], [3], [0, 1, 1, 1, 1]]) expect(findings(scanCsv(marks), bytes, blocks)).toEqual(clean);
    expect(findings(scanCsv(marks), Buffer.from('\ufeff a'), [1])).toEqual({ ...clean, spaces: true });
    expect(findings(scanCsv(marks), Buffer.from('\ufeff\ufeffa'), [1]).rareBlanks).toBe(true);
    expect(findings(scanCsv(marks), Uint8Array.of(0xef, 0xbb, 0x20, 0x2c))).toEqual({ ...clean, spaces: true });
  });
});

describe('the kernel', () => {
  it('runs on this machine', () => {
    expect(simdScan(marks)).toBeDefined();
  });

  it('says what its definition says, for any bytes in any blocks', () => {
    const byte = fc.oneof(fc.constantFrom(...Buffer.from(',"\n\r \t\v\f+-._eE/019ax\u00a0\ufeff')), fc.integer({ min: 0, max: 255 }));
    const text = fc.oneof(fc.array(byte, { maxLength: 90 }), fc.array(fc.constantFrom(...Buffer.from('1_+-.eab')), { maxLength: 90 }));
    const quote = fc.constantFrom(0x22, 0x27, 0);
    const delimiter = fc.constantFrom(0x2c, 0x09, 0x3b, 0x7c, 0x2d, 0x5f, 0x31);
    fc.assert(
      fc.property(text, quote, delimiter, fc.array(fc.nat(40), { maxLength: 5 }), (bytes, q, d, blocks) => {
        const [data, own] = [Uint8Array.from(bytes), { delimiter: d, quote: q }];
        expect(findings(simdScan(own)!, data, blocks)).toEqual(findings(scanCsvPlain(own), data));
      }),
      { numRuns: 20_000, seed: 4 },
    );
  });

  it('says so over more than one chunk', () => {
    const filler = 'ab,1.5,cat_0_1\n'.repeat(5_000);
    expect(findings(simdScan(marks)!, Buffer.from(filler))).toEqual(clean);
    for (const at of [32_760, 32_767, 32_768, 32_769, 65_536, filler.length]) {
      const text = `${filler.slice(0, at)},1_0,${filler.slice(at)}`;
      expect(findings(simdScan(marks)!, Buffer.from(text), [7, 40_000])).toEqual({ ...clean, oddNumbers: true });
    }
  });
});

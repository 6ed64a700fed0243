import { describe, expect, it } from 'vitest';
import { splitRecords } from './records.js';

const rows = (text: string, delimiter = ',', quote = '"') => splitRecords(text, delimiter, quote, 100).rows;

describe('splitRecords', () => {
  it('knows RFC 4180 quotes: delimiters, line ends and doubled quotes inside', () => {
    expect(rows('a,"b,1","say ""hi""","two\nlines"\n')).toEqual([['a', 'b,1', 'say "hi"', 'two\nlines']]);
  });
  it('ends lines at \\n, \\r\\n and \\r, and leaves blank lines out', () => {
    expect(rows('a,b\r\n\r\n1,2\r3,4\n\n5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });
  it('keeps empty fields at the end, and a quoted empty record', () => {
    expect(rows('a,,\n')).toEqual([['a', '', '']]);
    expect(rows('x,y\n"",""')).toEqual([
      ['x', 'y'],
      ['', ''],
    ]);
  });
  it('says when a quote is never closed, and when letters follow a closing one', () => {
    expect(splitRecords('a,"b\nc,d\n', ',', '"', 9)).toMatchObject({ unclosed: true, quoted: 0 });
    expect(splitRecords('"a"b,c\n', ',', '"', 9)).toMatchObject({ unclosed: false, quoted: 0, stray: 1, rows: [['ab', 'c']] });
  });
  it('takes quotes for letters when told so, and stops after enough', () => {
    expect(rows('5" pipe\t3\n', '\t', '')).toEqual([['5" pipe', '3']]);
    expect(splitRecords('a\nb\nc\n', ',', '"', 2).rows).toEqual([['a'], ['b']]);
  });
});

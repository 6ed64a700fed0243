import { describe, expect, it } from 'vitest';
import { judgeHeader } from './header.js';

const header = (text: string): boolean => judgeHeader(text.split('\n').map((line) => line.split(','))).header;

describe('judgeHeader', () => {
  it('sees names above numbers and dates', () => {
    expect(header('age,city\n31,Rome\n42,Oslo')).toBe(true);
    expect(header('when,what\n2020-01-01,a\n2020-01-02,b')).toBe(true);
    expect(header(',timestamp,x\n0,2019-11-24 00:03:24,1\n1,2019-11-24 00:03:25,2')).toBe(true);
  });
  it('sees data above data', () => {
    expect(header('M,0.455,15\nF,0.53,9\nM,0.44,7')).toBe(false);
    expect(header('39, State-gov, 77516\n50, Private, 83311')).toBe(false);
    expect(header("0.23,5.07,'-1'\n0.15,-0.16,'-1'")).toBe(false);
  });
  it('lets the majority settle it: a header may hold a year', () => {
    expect(header('age,income,2001\n31,5,7.5\n42,6,8.5')).toBe(true);
    expect(header('31,oops,7.5\n42,6,8.5\n43,7,9.5')).toBe(false);
  });
  it('believes a caller who calls a column by its name', () => {
    const rows = [
      ['Ada', 'Rome'],
      ['Bob', 'Rome'],
    ];
    expect(judgeHeader(rows).header).toBe(false);
    expect(judgeHeader(rows, ['Rome']).header).toBe(true);
    expect(judgeHeader(rows, ['Oslo']).header).toBe(false);
  });
  it('lets one number settle it although other cells look like names', () => {
    expect(header('tcp,private,0\nudp,other,1\ntcp,http,0')).toBe(false);
    expect(header('?,x,3\n1,y,4\n2,z,5')).toBe(false);
  });
  it('sees a header of years or places', () => {
    expect(header('country,1990,1991,1992\nItaly,5.5,6.5,7.5\nNorway,1.5,2.5,4.5')).toBe(true);
    expect(header('0,1,2\n5.5,6.5,7.5\n1.5,2.5,4.5')).toBe(true);
    expect(header('1,2,3\n2,3,4\n3,4,5')).toBe(false);
  });
  it('sees dates above numbers as names', () => {
    expect(header('series,2020-01-01,2020-02-01\nW1,35.5,36.5\nW2,1.5,2.5')).toBe(true);
  });
  it('judges files of words alone by what comes again', () => {
    const body = Array.from({ length: 16 }, (_, i) => (i % 2 ? 'e,x,brown' : 'p,b,white')).join('\n');
    expect(header(`p,x,brown\n${body}`)).toBe(false);
    expect(header(`class,cap-shape,cap-color\n${body}`)).toBe(true);
    expect(header(`class,class,cap-color\n${body}`)).toBe(true);
  });
  it('judges words that never come again by how they read', () => {
    expect(header('name,city\nAda Lovelace,London\nAlan Turing,Maida Vale\nGrace Hopper,New York')).toBe(true);
    expect(header('Ada Lovelace wrote the first program!,London\nx,Rome\ny,Oslo\nz,Bern')).toBe(false);
  });
  it('takes a lone record for a header', () => {
    expect(header('a,b')).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { separationOf } from './delimiter.js';

const delimiterOf = (text: string): string => separationOf(text, 100).delimiter;

describe('separationOf', () => {
  it.each([
    ['a,b,c\n1,2,3\n4,5,6\n', ','],
    ['a;b\n1;2\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['1|x|2020-01-01\n2|y|2020-01-02\n', '|'],
  ])('finds the delimiter of %j', (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });
  it('is not misled by decimal commas, which also cut every line alike', () => {
    expect(delimiterOf('x;y;z\n1,5;2,5;3,5\n4,5;5,5;6,5\n')).toBe(';');
    expect(delimiterOf('1,5;2,5\n4,5;5,5\n')).toBe(';');
  });
  it('is not misled by commas in names, nor by lists inside fields', () => {
    expect(delimiterOf('name\tage\nSmith, J\t31\nDoe, A\t42\n')).toBe('\t');
    expect(delimiterOf('id,tags,n\n1,a;b;c,4\n2,d;e;f,5\n')).toBe(',');
    expect(delimiterOf('id,"a;b"\n1,"x;y"\n2,"z;w"\n')).toBe(',');
  });
  it('takes blanks only when nothing else fits and the fields are numbers', () => {
    expect(delimiterOf('1 0.5 3\n2 0.6 4\n')).toBe(' ');
    expect(delimiterOf('1 2 3.5  \n4 5 6.5  \n')).toBe(' ');
    expect(delimiterOf('first last\nAda Lovelace\nAlan Turing\n')).toBe(',');
    expect(delimiterOf('some words here\nand more\n')).toBe(',');
  });
  it('gives a single column the comma', () => {
    expect(separationOf('Heart rate\n84.2\n84.3\n', 100)).toMatchObject({
      delimiter: ',',
      records: { rows: [['Heart rate'], ['84.2'], ['84.3']] },
    });
  });
  it('takes quotes for letters where they mark inches', () => {
    expect(separationOf('item\tprice\n5" pipe\t3\n"6 inch\t4\n7" pipe\t5\n', 100)).toMatchObject({ delimiter: '\t', quote: '' });
    expect(separationOf('a\tb\n"x\ty"\t2\n', 100)).toMatchObject({ delimiter: '\t', quote: '"' });
  });
  it('survives an open quote and one line', () => {
    expect(separationOf('a,b\n1,"2\n3,4\n', 100).quote).toBe('"');
    expect(delimiterOf('a;b;c')).toBe(';');
  });
});

import { describe, expect, expectTypeOf, it } from 'vitest';
import { learn } from '../learned/learn.js';
import { printNode } from '../print.js';
import { columnsOf } from './columns.js';
import { allOf, anyOf, coalesce, concat, list, literal, weightedSum, when } from './functions.js';
import type { BoolExpr, Expr, NumberExpr, TextExpr, TimeExpr, Typed } from './typed.js';

const c = columnsOf({ tenure: 'number', price: 'number', Contract: 'text', active: 'bool', joined: 'time', constructor: 'number' });
const words = (x: Typed): string => printNode(x.node);

describe('the builder', () => {
  it('chains methods whose types come from the op table', () => {
    const spend = c.tenure.mul(c.price).log1p();
    expectTypeOf(spend).toEqualTypeOf<NumberExpr>();
    expect(words(spend)).toBe('log1p(tenure * price)');
    const long = c.Contract.length().gt(3).and(c.joined.year().gte(2020)).not();
    expectTypeOf(long).toEqualTypeOf<BoolExpr>();
    expect(words(long)).toBe('not(length(Contract) > 3 and year(joined) ≥ 2020)');
  });

  it('takes plain values for literals', () => {
    expect(words(c.Contract.eq("it's"))).toBe('Contract = "it\'s"');
    expect(words(c.joined.gt('2024-02-29'))).toBe('joined > time("2024-02-29T00:00:00.000Z")');
    expect(words(c.joined.gt(new Date(0)))).toBe('joined > time("1970-01-01T00:00:00.000Z")');
    expect(words(c.tenure.bin([0, 12, 24]))).toBe('bin(tenure, [0, 12, 24])');
    expect(words(c.active.and(true))).toBe('active and true');
    expect(words(literal(-0).add(1))).toBe('0 + 1');
    expect(words(literal(null, 'time').isNull())).toBe('isNull(null)');
  });

  it('chooses with when, of every type', () => {
    const size = when(c.tenure.lt(12), 'new', 'old');
    expectTypeOf(size).toEqualTypeOf<TextExpr>();
    expect(words(size)).toBe('if(tenure < 12, "new", "old")');
    expectTypeOf(when(c.active, c.tenure, null)).toEqualTypeOf<NumberExpr>();
    expectTypeOf(when(c.active, new Date(0), '2024-01-01')).toEqualTypeOf<TimeExpr>();
    expectTypeOf(when(c.active, c.active, false)).toEqualTypeOf<BoolExpr>();
    expect(words(when(c.active, c.tenure, null))).toBe('if(active, tenure, null)');
  });

  it('folds lists into trees of logarithmic depth', () => {
    const all = allOf(...Array.from({ length: 8 }, () => c.active));
    expect(words(all)).toBe('active and active and (active and active) and (active and active and (active and active))');
    expect([words(allOf()), words(anyOf()), words(concat())]).toEqual(['true', 'false', '""']);
    expect(words(coalesce(c.tenure, c.price, 0))).toBe('coalesce(tenure, coalesce(price, 0))');
    expectTypeOf(coalesce(c.tenure, 0)).toEqualTypeOf<NumberExpr>();
  });

  it('takes any number of numbers where an op does, and says which of them is none', () => {
    expect(printNode(weightedSum([c.tenure, 2], [0.5, -1]).node)).toBe('weightedSum([0.5, -1], tenure, 2)');
    expect(printNode(list(c.tenure, 3).element(1).node)).toBe('element(list(tenure, 3), 1)');
    expect(() => weightedSum([c.tenure], [1, 2])).toThrow('one weight for each number, and there are 2 for 1');
    expect(() => weightedSum([c.tenure, 'x' as never], [1, 2])).toThrow('argument 3 of "weightedSum" must be of type number');
    expect(() => list()).toThrow('argument 1 of "list" must be of type number, got nothing');
  });

  it('can be awaited and written as JSON like any object', async () => {
    expect(await Promise.resolve(c)).toBe(c);
    expect(JSON.stringify(columnsOf({ ok: 'bool' }))).toBe('{"ok":{"node":{"kind":"column","name":"ok","type":"bool"}}}');
  });

  it('has columns named like properties of objects', () => {
    expect(words(c.constructor.add(1))).toBe('constructor + 1');
  });

  it('accepts an expression of several types where a type is asked for', () => {
    expectTypeOf<Expr<'number' | 'bool'>>().toExtend<Typed<'number' | 'bool'>>();
    expectTypeOf<Typed<'number'>>().toExtend<Typed<'number' | 'bool'>>();
    expectTypeOf<Typed<'text'>>().not.toExtend<Typed<'number'>>();
  });

  it('keeps categories out of arithmetic', () => {
    expectTypeOf(learn.category(c.Contract)).toEqualTypeOf<Typed<'number'>>();
    expectTypeOf(learn.min(c.joined)).toEqualTypeOf<TimeExpr>();
  });
});

describe('does not compile, and says why when it runs all the same', () => {
  const cases: Readonly<Record<string, readonly [() => unknown, string]>> = {
    // @ts-expect-error no such column
    'a misspelt column': [() => c.tenur, 'there is no column "tenur". Did you mean "tenure"?'],
    // @ts-expect-error text has no mul
    'arithmetic on text': [() => c.Contract.mul(2), 'c.Contract.mul is not a function'],
    // @ts-expect-error text is no number
    'arithmetic with text': [() => c.tenure.add(c.Contract), 'argument 2 of "add" must be of type number, got an expression of type text'],
    // @ts-expect-error a number is no text
    'text compared with a number': [() => c.Contract.eq(3), 'argument 2 of "eq" must be of type text, got 3'],
    // @ts-expect-error text is no number
    'a number compared with text': [() => c.tenure.gt('3'), 'argument 2 of "gt" must be of type number, got the text "3"'],
    // @ts-expect-error too few arguments
    'too few arguments': [() => c.tenure.between(1), 'argument 3 of "between" must be of type number, got nothing'],
    // @ts-expect-error a constant is a plain value
    'a computed constant': [() => c.Contract.slice(c.tenure, 2), 'the constants of "slice" are not legal: one of them is computed'],
    // @ts-expect-error the branches differ in type
    'branches of two types': [() => when(c.active, 1, 'x'), 'argument 3 of "if" must be of type number, got the text "x"'],
    // @ts-expect-error a category is no number to reckon with
    'arithmetic on a category': [() => learn.category(c.Contract).add, ''],
    // @ts-expect-error the mean of text
    'the mean of text': [() => learn.mean(c.Contract), 'learn.mean takes (number), not (text)'],
    'an impossible date': [() => c.joined.gt('2023-02-29'), 'a literal must be a date or ISO 8601 text, got "2023-02-29"'],
    'a literal that is not finite': [() => c.tenure.add(NaN), 'a literal must be a finite number or null, got NaN'],
    'a lone surrogate': [() => c.Contract.eq('\ud800'), 'well-formed text'],
    'edges that do not ascend': [() => c.tenure.bin([2, 1]), 'the constants of "bin" are not legal: the edges must ascend'],
    'a table of uneven lists': [() => c.Contract.lookup(['a'], []), 'keys and values must have the same length'],
    'a null constant': [() => c.Contract.padLeft(null as never, '0'), 'one of them is null'],
  };

  it.for(Object.entries(cases).filter(([, [, says]]) => says !== ''))('%s', ([, [run, says]]) => {
    expect(run).toThrow(says);
  });
});

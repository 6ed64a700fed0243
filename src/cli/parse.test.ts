import { describe, expect, it } from 'vitest';
import type { MillwrightError } from '../core/index.js';
import type { Command } from './command.js';
import { bytesOption, durationOption, jsonOption, numberOption, parseWords, textsOption, wordOption } from './parse.js';

const command: Command = {
  name: 'predict',
  summary: '',
  args: [{ name: 'MODEL', doc: '' }],
  options: [
    { name: 'in', value: 'FILE', doc: '', required: true },
    { name: 'force', doc: '' },
    { name: 'seed', value: 'N', doc: '' },
    { name: 'skip', value: 'C', doc: '', many: true },
  ],
  example: '',
  run: () => Promise.reject(new Error('not run')),
};

const refusal = (...words: string[]): { code: string; usage: boolean; message: string; fix: string } => {
  try {
    parseWords(command, words);
  } catch (error) {
    const { code, usage, message, fix } = error as MillwrightError;
    return { code, usage, message, fix };
  }
  throw new Error('was accepted');
};

describe('parseWords', () => {
  it('reads arguments, values and switches in any order, = too', () => {
    expect(parseWords(command, ['--force', 'churn@2', '--in=a b.csv', '--json'])).toEqual({
      args: ['churn@2'],
      options: { force: true, in: 'a b.csv', json: true },
    });
    expect(parseWords(command, ['--in', 'x', '--', '--odd-name'])).toEqual({ args: ['--odd-name'], options: { in: 'x' } });
  });

  it('keeps all values of an option that may come several times, the last of others', () => {
    const { options } = parseWords(command, ['m', '--in', 'x', '--skip', 'a', '--seed', '1', '--skip=b', '--seed', '2']);
    expect(options).toEqual({ in: 'x', skip: ['a', 'b'], seed: '2' });
    expect([textsOption(options, 'skip'), textsOption({}, 'skip')]).toEqual([['a', 'b'], []]);
  });

  it('suggests the nearest option', () => {
    expect(refusal('m', '--inn', 'x')).toMatchObject({
      code: 'MW_CLI_OPTION_UNKNOWN',
      usage: true,
      message: '"predict" has no option "--inn". Did you mean "--in"?',
    });
  });

  it('says what is missing, what is too much, and what takes no value', () => {
    expect(refusal('--in', 'x')).toMatchObject({ code: 'MW_CLI_ARGUMENT_MISSING', message: '"predict" needs MODEL' });
    expect(refusal('m')).toMatchObject({ code: 'MW_CLI_ARGUMENT_MISSING', message: '"predict" needs --in FILE' });
    expect(refusal('m', 'n', '--in', 'x')).toMatchObject({
      code: 'MW_CLI_ARGUMENT_EXTRA',
      message: '"predict" does not know what to do with "n"',
    });
    expect(refusal('m', '--force=yes', '--in', 'x')).toMatchObject({
      code: 'MW_CLI_OPTION_VALUE',
      message: '"--force" takes no value, got "yes"',
    });
    expect(refusal('m', '--in')).toMatchObject({ code: 'MW_CLI_OPTION_VALUE', message: '"--in" takes FILE, got nothing' });
  });

  it('lets --help through whatever else is missing', () => expect(parseWords(command, ['-h']).options).toEqual({ help: true }));
});

describe('values', () => {
  const range = { low: 0, high: 10, whole: true };
  it('numbers keep their range', () => {
    expect(numberOption('train', { seed: '7' }, 'seed', range)).toBe(7);
    expect(numberOption('train', {}, 'seed', range)).toBeUndefined();
    for (const bad of ['', 'x', '-1', '11', '1.5', 'NaN'])
      expect(() => numberOption('train', { seed: bad }, 'seed', range)).toThrow(/takes a whole number from 0 to 10/);
  });
  it('a number is written plainly', () => {
    for (const bad of [' ', '0x5', '1_0', '+3', '٣'])
      expect(() => numberOption('train', { seed: bad }, 'seed', range)).toThrow(/takes a whole/);
  });
  it('times have a unit and bounds', () => {
    const lasting = (text: string) => durationOption('watch', { every: text }, 'every', { least: '1m', most: '2w' });
    expect(['60s', '1.5h', '1d', '2w'].map(lasting)).toEqual([60_000, 5_400_000, 86_400_000, 1_209_600_000]);
    expect(durationOption('watch', {}, 'every')).toBeUndefined();
    for (const bad of ['', '59s', '15d', '90', '1y', '-1d', '1 d', 'd', '1e3s'])
      expect(() => lasting(bad)).toThrow(`"--every" takes a time from 1m to 2w (a number with s, m, h, d or w behind it), got "${bad}"`);
  });
  it('amounts of memory have a unit and a least', () => {
    const given = (text: string) => bytesOption('train', { memory: text }, 'memory', '256mb');
    expect(['2gb', '256mb', '1.5GB'].map(given)).toEqual([2 ** 31, 2 ** 28, 1.5 * 2 ** 30]);
    expect(bytesOption('train', {}, 'memory', '256mb')).toBeUndefined();
    for (const bad of ['', '2', '255mb', '2gib', '-2gb'])
      expect(() => given(bad)).toThrow(`"--memory" takes an amount from 256mb on (a number with kb, mb, gb or tb behind it), got "${bad}"`);
  });
  it('words are among those that there are', () => {
    expect(wordOption('serve', { log: 'off' }, 'log', ['durable', 'off'])).toBe('off');
    expect(wordOption('serve', {}, 'log', ['durable', 'off'])).toBeUndefined();
    for (const bad of ['', 'Off']) expect(() => wordOption('serve', { log: bad }, 'log', ['durable', 'off'])).toThrow('takes durable, off');
  });
  it('JSON must be an object', () => {
    expect(jsonOption({ params: '{"trees":3}' }, 'params', '{}')).toEqual({ trees: 3 });
    expect(jsonOption({}, 'params', '{}')).toBeUndefined();
    for (const bad of ['', '{', '[]', '3', 'null'])
      expect(() => jsonOption({ params: bad }, 'params', '{}')).toThrow(/takes a JSON object/);
  });
  it('JSON keeps the digits of long ids, and holds finite numbers only', () => {
    expect(jsonOption({ row: '{"id":9007199254740993,"x":0.5,"y":"9007199254740993"}' }, 'row', '{}')).toEqual({
      id: '9007199254740993',
      x: 0.5,
      y: '9007199254740993',
    });
    expect(() => jsonOption({ row: '{"x":{"y":1e999}}' }, 'row', '{}')).toThrow(/the number 1e999 is larger/);
  });
});

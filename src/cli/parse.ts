import { parseArgs } from 'node:util';
import { didYouMean, mwError, parseBytes, parseDuration, parseLatency, type MillwrightError } from '../core/index.js';
import { usageOf, type Command, type Option, type Options } from './command.js';

/** Options that every command has. */
export const commonOptions: readonly Option[] = [
  { name: 'json', doc: 'Answer with one JSON document on standard output.' },
  { name: 'project', value: 'DIR', doc: 'The project (default: this folder).' },
  { name: 'quiet', doc: 'Say nothing on standard error but errors.' },
  { name: 'help', doc: 'Show this help.' },
];

export interface Parsed {
  readonly args: readonly string[];
  readonly options: Options;
}

/** The words after the command's name, checked against its table. Throws `MW_CLI_…` with the nearest known word. */
export function parseWords(command: Command, words: readonly string[]): Parsed {
  const known = [...command.options, ...commonOptions];
  const config = Object.fromEntries(known.map((o) => [o.name, { type: o.value ? ('string' as const) : ('boolean' as const) }]));
  const { tokens } = parseArgs({
    args: [...words],
    options: { ...config, h: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const args: string[] = [];
  const options: Record<string, Options[string]> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value);
    if (token.kind === 'option') {
      const value = valueOf(command, known, token);
      const isOneOfMany = known.some(({ name, many }) => many && name === token.name);
      options[token.name === 'h' ? 'help' : token.name] = isOneOfMany ? [...textsOption(options, token.name), String(value)] : value;
    }
  }
  if (!options['help']) checkWords(command, args, options);
  return { args, options };
}

function valueOf(
  command: Command,
  known: readonly Option[],
  token: { name: string; rawName: string; value?: string | undefined },
): string | boolean {
  if (token.name === 'h') return true;
  const option = known.find((o) => o.name === token.name);
  if (!option) {
    const names = known.map((o) => `--${o.name}`);
    throw mwError('MW_CLI_OPTION_UNKNOWN', { command: command.name, option: token.rawName, hint: didYouMean(token.rawName, names) });
  }
  if (option.value === undefined) {
    if (token.value !== undefined) throw wrongValue(command.name, `--${option.name}`, 'no value', token.value);
    return true;
  }
  if (token.value === undefined) throw wrongValue(command.name, `--${option.name}`, option.value);
  return token.value;
}

function checkWords(command: Command, args: readonly string[], options: Parsed['options']): void {
  const usage = usageOf(command);
  const due = command.args[args.length];
  if (due && !due.optional) throw mwError('MW_CLI_ARGUMENT_MISSING', { command: command.name, usage, missing: due.name });
  if (args.length > command.args.length)
    throw mwError('MW_CLI_ARGUMENT_EXTRA', { command: command.name, usage, extra: args[command.args.length] });
  const missing = command.options.find((o) => o.required && options[o.name] === undefined);
  if (missing) throw mwError('MW_CLI_ARGUMENT_MISSING', { command: command.name, usage, missing: `--${missing.name} ${missing.value}` });
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number from an option's text, or `undefined` when the option is absent. Whole numbers only when `whole`. */
export function numberOption(
  command: string,
  options: Parsed['options'],
  name: string,
  range: { low: number; high: number; whole?: boolean },
): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const value = PLAIN_NUMBER.test(String(text)) ? Number(text) : NaN;
  if (!(value >= range.low && value <= range.high) || (range.whole && !Number.isInteger(value))) {
    const due = `a ${range.whole ? 'whole ' : ''}number from ${range.low} to ${range.high}`;
    throw wrongValue(command, `--${name}`, due, text);
  }
  return value;
}

/** Milliseconds from an option's text such as `90s`, `15m`, `12h`, `7d` or `2w`, or `undefined` when the option is absent. `least` and `most` are such texts. */
export function durationOption(
  command: string,
  options: Parsed['options'],
  name: string,
  { least = '1s', most = '3650d' }: { readonly least?: string; readonly most?: string } = {},
): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const ms = parseDuration(String(text));
  if (ms !== undefined && ms >= parseDuration(least)! && ms <= parseDuration(most)!) return ms;
  throw wrongValue(command, `--${name}`, `a time from ${least} to ${most} (a number with s, m, h, d or w behind it)`, text);
}

/** Milliseconds from an option's text such as `500us` or `1ms`, or `undefined` when the option is absent. */
export function latencyOption(command: string, options: Parsed['options'], name: string): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const ms = parseLatency(String(text));
  if (ms !== undefined && ms > 0) return ms;
  throw wrongValue(command, `--${name}`, 'a time above 0 (a number with us, ms or s behind it)', text);
}

/** Bytes from an option's text such as `512mb` or `2gb`, or `undefined` when the option is absent. `least` is such a text. */
export function bytesOption(command: string, options: Parsed['options'], name: string, least: string): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const bytes = parseBytes(String(text));
  if (bytes !== undefined && bytes >= parseBytes(least)!) return bytes;
  throw wrongValue(command, `--${name}`, `an amount from ${least} on (a number with kb, mb, gb or tb behind it)`, text);
}

/** One of some words, or `undefined` when the option is absent. */
export function wordOption<W extends string>(
  command: string,
  options: Parsed['options'],
  name: string,
  words: readonly W[],
): W | undefined {
  const text = options[name];
  const word = words.find((one) => one === text);
  if (word === undefined && text !== undefined) throw wrongValue(command, `--${name}`, words.join(', '), text);
  return word;
}

/** The text of an option, or `undefined` when the option is absent. */
export function textOption(options: Parsed['options'], name: string): string | undefined {
  const text = options[name];
  return typeof text === 'string' ? text : undefined;
}

/** All texts of an option that may be given several times; none when it is absent. */
export function textsOption(options: Parsed['options'], name: string): readonly string[] {
  const texts = options[name];
  return typeof texts === 'object' ? texts : [];
}

/** The text of an option that cannot be left out; `due` says what belongs there. */
export function dueOption(command: string, options: Parsed['options'], name: string, due: string): string {
  const text = textOption(options, name);
  if (text === undefined) throw wrongValue(command, `--${name}`, due);
  return text;
}

/** The error of a word that is not what is due there; `got` absent: there is none. */
export function wrongValue(command: string, option: string, due: string, got?: Options[string]): MillwrightError {
  return mwError('MW_CLI_OPTION_VALUE', { command, option, due, got: got === undefined ? 'nothing' : `"${String(got)}"` });
}

/**
 * A JSON object from an option's text, or `undefined` when the option is absent. Whole numbers that a double cannot hold stay texts,
 * so that no id is rounded; numbers that are larger than any double are refused. `example` is shown with an error.
 */
export function jsonOption(options: Parsed['options'], name: string, example: string): Record<string, unknown> | undefined {
  const text = options[name];
  if (typeof text !== 'string') return undefined;
  const refuse = (reason: string) =>
    mwError('MW_CLI_JSON', { option: `--${name}`, got: text.length > 80 ? `${text.slice(0, 80)}…` : text, reason, example });
  const value = parsed(text, refuse);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('that is no object');
  return value as Record<string, unknown>;
}

function parsed(text: string, refuse: (reason: string) => Error): unknown {
  const tooLarge: string[] = [];
  const exact = (_: string, value: unknown, { source = '' }: { readonly source?: string }): unknown => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
    if (!Number.isFinite(value)) tooLarge.push(source);
    return /^-?\d+$/.test(source) ? source : value;
  };
  let value: unknown;
  try {
    value = JSON.parse(text, exact as (key: string, value: unknown) => unknown);
  } catch (cause) {
    throw refuse((cause as Error).message);
  }
  if (tooLarge.length > 0) throw refuse(`the number ${tooLarge[0]} is larger than any that a computer calculates with`);
  return value;
}

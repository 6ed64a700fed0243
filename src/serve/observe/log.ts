import { printableJson } from '../printable.js';
import type { Clock } from '../../core/index.js';
import { masker } from './mask.js';

/** From everything to nothing. `debug` has a line for every request; `info` and above only what a person may want to know. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** Lines below it are not written. */
export type LogLevel = (typeof logLevels)[number];

/** What a line may carry beside its message. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes lines of JSON: `{"time":"2026-01-01T00:00:00.000Z","level":"info","msg":"listening","url":"http://127.0.0.1:8080"}`. */
export interface Log {
  readonly level: LogLevel;
  /** Whether lines of that level are written: ask before building costly fields. */
  writes(level: LogLevel): boolean;
  debug(msg: string, fields?: LogFields): void;
  info(msg: string, fields?: LogFields): void;
  warn(msg: string, fields?: LogFields): void;
  error(msg: string, fields?: LogFields): void;
}

/** Where lines go and what may not stand in them. */
export interface LogOptions {
  /** Takes one line with its line end. */
  readonly write: (line: string) => void;
  readonly clock: Clock;
  /** Default `info`. */
  readonly level?: LogLevel;
  /** Texts that are never written: tokens, the database's URL. */
  readonly secrets?: readonly string[];
}

/** A log of one JSON object a line. No value can end the line or hide a secret from the masks: all is masked first, escaped then. */
export function createLog({ write, clock, level = 'info', secrets = [] }: LogOptions): Log {
  const mask = masker(secrets);
  const least = logLevels.indexOf(level);
  const writes = (of: LogLevel): boolean => logLevels.indexOf(of) >= least;
  const line =
    (of: LogLevel) =>
    (msg: string, fields: LogFields = {}): void => {
      if (!writes(of)) return;
      const shown = Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value]);
      const record = { time: new Date(clock()).toISOString(), level: of, msg: mask(msg), ...Object.fromEntries(shown) };
      write(`${printableJson(record)}\n`);
    };
  return Object.freeze({ level, writes, debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') });
}

/** What is worth writing of something thrown: its code, its words, the chain of causes, and the stack of the first. */
export function errorFields(error: unknown): LogFields {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at);
  const last = chain.at(-1);
  if (last === undefined) return { error: String(error) };
  const code = chain.map((one) => (one as { code?: unknown }).code).findLast((one) => typeof one === 'string');
  return {
    code: code as string | undefined,
    error: chain.map((one) => `${one.name}: ${one.message}`).join(' < '),
    stack: last.stack
      ?.split('\n')
      .slice(1, 8)
      .map((row) => row.trim())
      .join(' | '),
  };
}

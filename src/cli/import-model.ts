import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MillwrightError, mwError } from '../core/index.js';
import type { AnyModel } from '../model/index.js';

/**
 * Runs a file of `models/` and gives the model that it exports as default. Throws `MW_CLI_MODEL_RUN` with the line when it is
 * no right program, throws, or waits for something that never comes, and `MW_CLI_MODEL_FILE` when it exports something else.
 */
export async function importModel(file: string): Promise<AnyModel> {
  let found: unknown;
  try {
    found = (await settled(import(pathToFileURL(file).href) as Promise<{ default?: unknown }>)).default;
  } catch (cause) {
    if (cause instanceof MillwrightError) throw inFile(cause, file);
    const line = lineOf(cause, file);
    throw mwError('MW_CLI_MODEL_RUN', { file: basename(file), reason: reasonOf(cause) }, { where: line ? `${file}:${line}` : file, cause });
  }
  if (!KINDS.includes((found as AnyModel | undefined)?.kind))
    throw mwError('MW_CLI_MODEL_FILE', { file: basename(file), reason: 'it has no model as its default export' }, { where: file });
  return found as AnyModel;
}

const KINDS: readonly unknown[] = ['millwright-model', 'millwright-recommender'] satisfies AnyModel['kind'][];

/** A program that waits for ever leaves Node nothing to do, and Node would end without a word. */
function settled<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const idle = (): void => reject(new Error('it waits for something that never comes'));
    process.once('beforeExit', idle);
    void work.then(resolve, reject).finally(() => process.off('beforeExit', idle));
  });
}

const reasonOf = (cause: unknown): string => {
  const words = cause instanceof Error ? cause.message : `it throws ${String(cause)}`;
  return words.split('\n')[0].slice(0, 300);
};

/** The line that a stack or a syntax error names: `file:///…/m.ts:12`; the first one of this file. */
function lineOf(cause: unknown, file: string): number | undefined {
  const stack = cause instanceof Error ? String(cause.stack) : '';
  const places = [pathToFileURL(file).href, file].map((name) => stack.indexOf(`${name}:`)).filter((at) => at >= 0);
  if (places.length === 0) return undefined;
  const line = /:(\d+)/.exec(stack.slice(Math.min(...places)).replace(/^file:\/\//, ''))?.[1];
  return line === undefined ? undefined : Number(line);
}

/** An error of ours with the file's line, so that the user finds the place. */
function inFile(error: MillwrightError, file: string): MillwrightError {
  const line = lineOf(error, file);
  if (error.where !== undefined || line === undefined) return error;
  return new MillwrightError(error.code, error.params, { where: `${file}:${line}`, cause: error });
}

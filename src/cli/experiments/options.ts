import { durationOption, numberOption, textOption, wrongValue } from '../parse.js';
import type { Call, Options } from '../command.js';

/** A share that is neither none nor all: no test calls a difference never, or always. */
export function alphaOf(options: Options): number | undefined {
  const alpha = numberOption('experiment', options, 'alpha', { low: 0, high: 1 });
  if (alpha === 0 || alpha === 1) throw wrongValue('experiment', '--alpha', 'a number above 0 and below 1, such as 0.05', String(alpha));
  return alpha;
}

/** The confidence that --alpha leaves. */
export function levelOf(options: Options): number | undefined {
  const alpha = alphaOf(options);
  return alpha === undefined ? undefined : 1 - alpha;
}

/** The names of a list with commas. */
export const namesIn = (list: string): readonly string[] => list.split(',').map((name) => name.trim());

/** The names that an option lists, or `undefined` when it is absent. */
export function listOf(options: Options, name: string): readonly string[] | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : namesIn(text);
}

/** A number above 0, of which `option` lists some. */
export function plainNumber(text: string, option: string, example: string): number {
  const value = /^\s*\d+(?:\.\d+)?%?\s*$/.test(text) ? Number.parseFloat(text) : NaN;
  if (!(value > 0)) throw wrongValue('experiment', option, `numbers above 0, such as ${example}`, text);
  return value;
}

/** From when on lists count: as far back as --since says. */
export function fromOf({ options, clock }: Call): number | undefined {
  const ms = durationOption('experiment', options, 'since');
  return ms === undefined ? undefined : clock() - ms;
}

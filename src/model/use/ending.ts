import { mwError } from '../../core/index.js';

/** The ending of a file's name, by which it is written: one of the given ones. Throws `MW_CLI_OUTPUT_FORMAT` for another. */
export function endingOf<E extends string>(file: string, endings: readonly E[]): E {
  const got = file.split('.').at(-1)!.toLowerCase();
  const found = endings.find((ending) => ending === got);
  if (found === undefined) throw mwError('MW_CLI_OUTPUT_FORMAT', { file, endings: endings.map((ending) => `.${ending}`) });
  return found;
}

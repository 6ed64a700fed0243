import { mwError } from '../../core/index.js';
import type { Command } from '../command.js';

/** Commands of the contract that this version does not have: they say so and exit 1. */
export const laterCommands: readonly Command[] = [
  later('export', 'A model as a module, SQL, ONNX or a container.', 'Print the features meanwhile: millwright sql MODEL'),
  later('import', 'A model that another library trained.', 'Train from the data meanwhile: millwright new DIR --from FILE --target COLUMN'),
];

function later(name: string, summary: string, instead: string): Command {
  return {
    name,
    summary,
    args: [],
    options: [],
    example: `millwright ${name} --help`,
    run: () => Promise.reject(mwError('MW_CLI_LATER', { what: `"${name}"`, instead })),
  };
}

import { relative } from 'node:path';
import type { Call } from '../command.js';
import { untilStopped } from '../stopped.js';

/** The seed of every demo: each run tells the same. */
export const DEMO_SEED = 7;

/** A part of a story under its title. */
export const section = (title: string, text: string): string => `━━ ${title}\n\n${text}\n`;

/** A command to go on with in a project's folder. */
export const commandHint = (dir: string, words: string): string => `  cd ${relative(process.cwd(), dir) || '.'} && npx millwright ${words}`;

/** Whether the demo goes on serving after its story. */
export const isStaying = ({ options }: Call): boolean => options['json'] !== true && options['once'] !== true;

/** Serves on until Ctrl-C, where that is wanted. */
export async function stay(call: Call): Promise<void> {
  if (!isStaying(call)) return;
  call.say('Serving on until Ctrl-C.');
  await untilStopped(call.signal);
  call.say(`Stopped. The project stays in ${call.root}.`);
}

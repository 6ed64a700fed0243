import { resolve } from 'node:path';
import type { Command } from '../command.js';
import { profiledText } from '../words/profiled.js';

export const profileCommand: Command = {
  name: 'profile',
  summary: 'Statistics and small pictures of every column of a file.',
  args: [{ name: 'FILE', doc: 'CSV, JSONL or Parquet.' }],
  options: [],
  example: 'millwright profile customers.csv',
  run: async (call) => {
    const { profileFile } = await import('../../data/index.js');
    const profile = await profileFile(resolve(call.args[0]), { signal: call.signal, progress: call.progress });
    return { json: profile, text: profiledText(profile, call.look) };
  },
};

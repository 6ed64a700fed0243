import type { Command } from '../command.js';
import { durationOption } from '../parse.js';
import { openCall } from '../project.js';

export const watchCommand: Command = {
  name: 'watch',
  summary: 'Looks at every champion again and again: alerts, their notices, retraining of what is due.',
  args: [],
  options: [
    { name: 'every', value: '15m', doc: 'Time between two rounds (default 15m).' },
    { name: 'once', doc: 'One round, for a scheduler of your own.' },
  ],
  example: 'millwright watch --every 15m',
  run: async (call) => {
    const everyMs = durationOption('watch', call.options, 'every', { most: '24d' });
    const { watchModels, watchOnce } = await import('../../monitor/index.js');
    await using open = await openCall(call);
    const models = await open.models();
    const options = { models, run: open.run, outside: { env: call.env }, ...(everyMs === undefined ? {} : { everyMs }) };
    const watched = models.map(({ name }) => name);
    if (call.options['once'] !== true) await watchModels(options);
    else if (!(await watchOnce(options))) return { json: { watched: [] }, text: 'Another process watches.' };
    return {
      json: { watched },
      text: watched.length > 0 ? `Looked at ${watched.join(', ')}.` : 'There is no model in models/ to look at.',
    };
  },
};

import type { Command } from '../command.js';
import { openCall } from '../project.js';

export const clientCommand: Command = {
  name: 'client',
  summary: 'Writes a typed client of the REST interface: one TypeScript file, for Node, browsers and edge workers.',
  args: [],
  options: [
    { name: 'out', value: 'FILE.ts', doc: 'Where to write; an earlier client is replaced, no other file.', required: true },
    { name: 'url', value: 'URL', doc: 'Ask a running server instead of the registry; MILLWRIGHT_TOKEN is sent when it is set.' },
  ],
  example: 'millwright client --out web/src/millwright.ts',
  run: async (call) => {
    const { registeredModels, servedModels, writeClient } = await import('../../serve/index.js');
    const { out, url } = call.options as { readonly out: string; readonly url?: string };
    const token = call.env['MILLWRIGHT_TOKEN'];
    const models = url === undefined ? await ofProject() : await servedModels(url, { token, signal: call.signal });
    const written = await writeClient(models, out);
    const names = written.models.map(({ model, version }) => `${model}@${version}`).join(', ');
    return { json: written, text: `Client for ${names}: ${written.out}` };

    async function ofProject() {
      await using open = await openCall(call);
      return await registeredModels(open.run);
    }
  },
};

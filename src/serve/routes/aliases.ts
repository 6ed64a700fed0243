import { mwError } from '../../core/index.js';
import { promoteVersion } from '../../model/index.js';
import type { ServeContext } from '../context.js';
import type { Route } from '../route.js';
import { aliasName, nameParam, problems } from './schemas.js';

/** Moving aliases: what `promote` does, through the same gate. */
export const aliasRoutes: readonly Route<ServeContext>[] = [
  {
    method: 'POST',
    path: '/v1/models/:model/aliases/:alias',
    scope: 'admin',
    summary: 'Points an alias at a version, through the gate; this server follows before it answers.',
    schema: {
      params: {
        type: 'object',
        required: ['model', 'alias'],
        properties: { model: nameParam, alias: aliasName },
      },
      body: {
        type: 'object',
        required: ['version'],
        additionalProperties: false,
        properties: {
          version: { type: 'integer', minimum: 1, maximum: 999_999_999 },
          force: { type: 'boolean', description: 'Move it although the gate refuses; history and audit keep that.' },
        },
      },
      response: {
        '200': {
          type: 'object',
          required: ['model', 'alias', 'from', 'to', 'gate'],
          properties: {
            model: { type: 'string' },
            alias: { type: 'string' },
            from: { type: ['integer', 'null'] },
            to: { type: 'integer' },
            gate: {
              type: 'object',
              required: ['passed', 'reasons'],
              properties: { passed: { type: 'boolean' }, reasons: { type: 'array', items: { type: 'string' } } },
            },
          },
        },
        ...problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
      },
    },
    handle: async ({ run, live }, { params, body }) => {
      const { version, force = false } = body as { version: number; force?: boolean };
      const { moved, ...answer } = await promoteVersion(`${params['model']}@${version}`, params['alias'], { force }, run);
      const { model, alias, gate } = answer;
      if (!moved) throw mwError('MW_SERVE_GATE', { model, alias, version, reasons: gate.reasons });
      await live.refresh();
      return { status: 200, body: answer };
    },
  },
];

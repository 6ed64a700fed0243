import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { mwError } from '../../core/index.js';
import { JSON_TYPE, type Route, type RouteAnswer } from '../route.js';
import { turnEnd } from './turn.js';

/**
 * Registers routes with their scope and their schemas. Answers are sent as the handler gives them, those of one turn of the event loop together;
 * what it throws goes to the error handler.
 */
export function registerRoutes<Context>(app: FastifyInstance, routes: readonly Route<Context>[], context: Context): void {
  const atTurnEnd = turnEnd();
  for (const { method, path, scope, schema, handle } of routes) {
    const { params, query, body } = schema;
    app.route({
      method,
      url: path,
      config: { scope },
      schema: { ...(params ? { params } : {}), ...(query ? { querystring: query } : {}), ...(body ? { body } : {}) },
      handler: (request, reply) => {
        handle(context, {
          params: request.params as Readonly<Record<string, string>>,
          query: request.query as Readonly<Record<string, string>>,
          body: request.body,
          caller: request.caller?.name,
          gone: () => goneOf(reply.raw),
        }).then(
          (answer) =>
            atTurnEnd(() => {
              request.about = answer.about;
              reply.code(answer.status).header('content-type', answer.type ?? JSON_TYPE);
              reply.send(bodyOf(answer));
            }),
          (error: unknown) => atTurnEnd(() => reply.send(error instanceof Error ? error : new Error(String(error)))),
        );
      },
    });
  }
}

/** Whoever asked may be gone already: a response closes once. */
function goneOf(response: ServerResponse): AbortSignal {
  const ends = new AbortController();
  const closed = (): void => {
    if (!response.writableFinished) ends.abort(mwError('MW_SERVE_GONE', {}));
  };
  if (response.closed) closed();
  else response.once('close', closed);
  return ends.signal;
}

const bodyOf = ({ body, type }: RouteAnswer): string =>
  typeof body === 'string' && type !== undefined ? body : body === undefined ? '' : JSON.stringify(body);

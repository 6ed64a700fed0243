import type { FastifyContextConfig, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** What {@link routeConfigOf} found. */
    routeConfig: RouteConfig | undefined;
  }
}

/** What a route was registered with. */
export type RouteConfig = FastifyContextConfig & { readonly url: string };

/** The configuration of the route that a request is for, its pattern included; `undefined` for paths that do not exist. Looked up once per request. */
export function routeConfigOf(request: FastifyRequest): RouteConfig | undefined {
  if (request.is404) return undefined;
  return (request.routeConfig ??= request.routeOptions.config);
}

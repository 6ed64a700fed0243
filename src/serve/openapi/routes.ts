import type { ServeContext } from '../context.js';
import type { Route } from '../route.js';
import { problems } from '../routes/schemas.js';
import { openApiOf, type OpenApi } from './document.js';
import { docsPage, PAGE_FILES } from './page/page.js';
import { pageScript } from './page/script.js';
import { pageStyle } from './page/style.js';
import { seenRanges } from './seen-ranges.js';

const problemsOf = problems(401, 403, 429, 503);

interface Made {
  readonly of: string;
  readonly document: OpenApi;
  readonly page: string;
}

/**
 * The documentation of a server: `/openapi.json`, `/docs` and the page's two files. `all` gives every route, these among them. Each server makes its
 * document again when another version answers, and keeps only one that is complete.
 */
export function docRoutes(all: () => readonly Route<ServeContext>[]): readonly Route<ServeContext>[] {
  const kept = new WeakMap<ServeContext, Made>();
  const current = async (context: ServeContext): Promise<Made> => {
    const { live, observe, run } = context;
    const serving = live.models().flatMap(({ serving: one }) => one ?? []);
    const of = serving.map(({ model, version: by, digest }) => `${model}@${by} ${digest}`).join('\n');
    const before = kept.get(context);
    if (before?.of === of) return before;
    const rows = serving.filter((one) => one.kind === 'rows');
    const models = await Promise.all(rows.map(async (one) => ({ ...one, ranges: await seenRanges(one.model, one.version, run) })));
    const recommenders = serving.filter((one) => one.kind === 'lists');
    const document = openApiOf(all(), models, observe.version, recommenders);
    const made = { of, document, page: docsPage(document) };
    if (models.every(({ ranges }) => ranges !== undefined)) kept.set(context, made);
    return made;
  };
  return [
    {
      method: 'GET',
      path: '/openapi.json',
      scope: 'read',
      summary: 'This interface as OpenAPI 3.1, with the schema of every served model.',
      schema: { response: { 200: { type: 'object' }, ...problemsOf } },
      handle: async (context) => ({ status: 200, body: (await current(context)).document }),
    },
    page(
      '/docs',
      'The reference as a page, with examples and forms to try.',
      'text/html',
      async (context) => (await current(context)).page,
    ),
    page(PAGE_FILES.style, "The page's style.", 'text/css', () => Promise.resolve(pageStyle)),
    page(PAGE_FILES.script, "The page's script.", 'text/javascript', () => Promise.resolve(pageScript)),
  ];
}

function page(path: string, summary: string, type: string, text: (context: ServeContext) => Promise<string>): Route<ServeContext> {
  return {
    method: 'GET',
    path,
    scope: 'read',
    summary,
    schema: { response: { 200: { type: 'string', contentMediaType: type }, ...problemsOf } },
    handle: async (context) => ({ status: 200, body: await text(context), type: `${type}; charset=utf-8` }),
  };
}

import type { ServeContext } from '../context.js';
import type { Route, RouteAnswer } from '../route.js';
import { problems } from '../routes/schemas.js';
import { openApiOf, type OpenApi } from './document.js';
import { docsPage, PAGE_FILES } from './page/page.js';
import { pageScript } from './page/script.js';
import { pageStyle } from './page/style.js';

const problemsOf = problems(401, 403, 429, 503);
const answer = (body: unknown, type: string): Promise<RouteAnswer> =>
  Promise.resolve({ status: 200, body, type: `${type}; charset=utf-8` });

/**
 * The documentation of a server: `/openapi.json`, `/docs` and the page's two files. `all` gives every route, these among them. The document is made
 * again when another version answers.
 */
export function docRoutes(all: () => readonly Route<ServeContext>[]): readonly Route<ServeContext>[] {
  let made: { readonly of: string; readonly document: OpenApi; readonly page: string } | undefined;
  const current = ({ live, observe }: ServeContext) => {
    const serving = live.models().flatMap((one) => one.serving ?? []);
    const of = serving.map(({ model, version: by, digest }) => `${model}@${by} ${digest}`).join('\n');
    if (made?.of === of) return made;
    const document = openApiOf(all(), serving, observe.version);
    return (made = { of, document, page: docsPage(document) });
  };
  return [
    {
      method: 'GET',
      path: '/openapi.json',
      scope: 'read',
      summary: 'This interface as OpenAPI 3.1, with the schema of every served model.',
      schema: { response: { 200: { type: 'object' }, ...problemsOf } },
      handle: (context) => Promise.resolve({ status: 200, body: current(context).document }),
    },
    page('/docs', 'The reference as a page, with examples and forms to try.', 'text/html', (context) => current(context).page),
    page(PAGE_FILES.style, "The page's style.", 'text/css', () => pageStyle),
    page(PAGE_FILES.script, "The page's script.", 'text/javascript', () => pageScript),
  ];
}

function page(path: string, summary: string, type: string, text: (context: ServeContext) => string): Route<ServeContext> {
  return {
    method: 'GET',
    path,
    scope: 'read',
    summary,
    schema: { response: { 200: { type: 'string', contentMediaType: type }, ...problemsOf } },
    handle: (context) => answer(text(context), type),
  };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { MillwrightError, mwError } from '../../core/index.js';
import { frontAnswers, type FrontAnswers, type FrontShop, type PageDeed } from './answers.js';
import { pageHeaders, shopPage } from './page/page.js';

/** Where the shop's own pages are. */
export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

/** What a page may be sent at once. */
const MOST_BYTES = 4096;

/**
 * The shop's own server, on this machine alone: its page, and the little that the page asks for. It holds the token of the models' server, as a shop's backend does, so
 * that no browser does. `pages`: further pages by their paths.
 */
export async function serveFront(shop: FrontShop, pages: Readonly<Record<string, string>> = {}): Promise<Front> {
  const answers = frontAnswers(shop);
  const all = { '/shop': shopPage(pages), ...pages };
  const server = createServer((request, response) => void answer(request, response, answers, all));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  answers: FrontAnswers,
  pages: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    const url = new URL(request.url ?? '/', 'http://front');
    if (!isOwn(request)) return send(response, 403, { error: 'this page is for this machine alone' });
    if (url.pathname === '/') return void response.writeHead(302, { location: '/shop' }).end();
    const page = pages[url.pathname];
    if (page !== undefined && request.method === 'GET') return void response.writeHead(200, pageHeaders(page)).end(page);
    const json = await answerJson(request, url, answers);
    if (json === undefined) return send(response, 404, { error: 'no such page; the shop is at /shop' });
    send(response, 200, json);
  } catch (error) {
    send(response, error instanceof MillwrightError && error.code === 'MW_DEMO_REQUEST' ? 502 : 400, {
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

async function answerJson(request: IncomingMessage, { pathname, searchParams }: URL, answers: FrontAnswers): Promise<unknown> {
  switch (`${request.method ?? ''} ${pathname}`) {
    case 'GET /shop/api/shop':
      return answers.shop();
    case 'GET /shop/api/lists':
      return answers.lists(idIn(searchParams.get('visitor')));
    case 'GET /shop/api/about':
      return answers.about(idIn(searchParams.get('item')));
    case 'POST /shop/api/did':
      return answers.did(deedIn(await bodyOf(request)));
    default:
      return undefined;
  }
}

/** Whether a request is for this machine by name, and not sent by a page from elsewhere: a foreign site must not act as a visitor. */
function isOwn({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '') && (site === undefined || site === 'same-origin' || site === 'none');
}

function send(response: ServerResponse, status: number, json: unknown): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  response.end(JSON.stringify(json));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw refused('a page that sends anything but JSON');
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MOST_BYTES) throw refused('a page that sends so much');
  }
  return JSON.parse(text);
}

function deedIn(body: unknown): PageDeed {
  const { id, visitor, item, type, slate } = (body ?? {}) as Record<string, unknown>;
  if (type !== 'view' && type !== 'cart' && type !== 'purchase') throw refused(`the deed ${String(type)}`);
  return { id: idIn(id), visitor: idIn(visitor), item: idIn(item), type, ...(slate === undefined ? {} : { slate: idIn(slate) }) };
}

function idIn(id: unknown): string {
  if (typeof id !== 'string' || !/^[\w-]{1,80}$/.test(id)) throw refused(`the id ${String(id).slice(0, 80)}`);
  return id;
}

const refused = (what: string): Error => mwError('MW_DEMO_PAGE', { what });

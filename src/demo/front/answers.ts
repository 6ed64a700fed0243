import { mwError } from '../../core/index.js';
import { ask, asked, type LiveServer } from '../ask.js';
import { frontList, SPARE, type ListAnswer } from '../front-list.js';
import type { ShopHistory } from '../shop/history.js';
import { knownVisitors } from './visitors.js';

/** What the page is made from: where the models are served, and what the shop sells. */
export interface FrontShop {
  readonly server: LiveServer;
  readonly model: string;
  readonly history: ShopHistory;
}

/** Something that a visitor of the page did. */
export interface PageDeed {
  readonly id: string;
  readonly visitor: string;
  readonly item: string;
  readonly type: 'view' | 'cart' | 'purchase';
  /** The list in which it stood. */
  readonly slate?: string;
}

/** Things per list of the page; of what is alike so many more, since the page shows nothing twice. */
const SHOWN = 12;
const ROW = 6;
/** A version that has no such list refuses by one of these: the page then shows none. */
const NO_SUCH_LIST = ['MW_SERVE_NO_SUCH_LIST', 'MW_RECOMMEND_SIMILAR', 'MW_RECOMMEND_ITEM'];

/** What the page asks the shop for; all of it comes from the REST API, but for the catalogue and what is in stock. */
export interface FrontAnswers {
  readonly shop: () => unknown;
  readonly lists: (visitor: string) => Promise<unknown>;
  readonly about: (item: string) => Promise<unknown>;
  readonly did: (deed: PageDeed) => Promise<unknown>;
}

/** The answers of a shop's front. */
export function frontAnswers({ server, model, history: { shop, state, ...log } }: FrontShop): FrontAnswers {
  const catalogue = shop.catalogue.filter(({ launchDay }) => launchDay <= state.day);
  const stock = new Map(shop.catalogue.map(({ id }, place) => [id, state.stock[place]]));
  const has = (item: string): boolean => (stock.get(item) ?? 0) > 0;
  const visitors = knownVisitors({ shop, state, ...log });
  const path = `/v1/models/${model}`;
  const list = async (from: string, k: number): Promise<readonly string[]> => {
    const { status, text, body } = await asked<ListAnswer>(server, `${path}/${from}?k=${k + SPARE}`);
    if (body === undefined && !NO_SUCH_LIST.includes((JSON.parse(text) as { readonly code: string }).code))
      throw mwError('MW_DEMO_REQUEST', { path: from, status, answer: text.slice(0, 200) });
    return (body?.items ?? [])
      .map(({ item }) => item)
      .filter(has)
      .slice(0, k);
  };
  return {
    shop: () => ({
      visitors,
      items: catalogue.map(({ id, title, category, style, price }) => ({ id, title, category, style, price, has: has(id) })),
    }),
    lists: async (visitor) => ({ ...(await forYou({ server, model }, visitor, has)), trending: await list('trending', ROW) }),
    about: async (item) => {
      const id = encodeURIComponent(item);
      const [similar, together] = await Promise.all([list(`similar/${id}`, ROW + SHOWN), list(`together/${id}`, ROW)]);
      return { similar, together };
    },
    did: async ({ id, visitor, item, type, slate }) => {
      if (!stock.has(item)) throw mwError('MW_DEMO_PAGE', { what: `the thing ${item}, which is not in the catalogue` });
      const price = type === 'purchase' ? shop.catalogue.find((one) => one.id === item)?.price : undefined;
      const event = { id, user: visitor, item, type, ...(price === undefined ? {} : { price }), ...(slate === undefined ? {} : { slate }) };
      return ask(server, '/v1/events', { events: [event] });
    },
  };
}

/** A visitor's own list, and how long the server took for it. */
async function forYou({ server, model }: Pick<FrontShop, 'server' | 'model'>, visitor: string, has: (item: string) => boolean) {
  const startedMs = performance.now();
  const { id, items } = await frontList(server, model, { user: visitor, k: SHOWN, explain: 1 }, has);
  return {
    slate: id,
    tookMs: performance.now() - startedMs,
    forYou: items.map(({ item, reasons }) => ({ item, why: reasons?.[0]?.text ?? null })),
  };
}

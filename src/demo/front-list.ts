import { ask, type LiveServer } from './ask.js';

/** A list of a recommender, as the server answers it. */
export interface ListAnswer {
  readonly id: string;
  readonly version: number;
  readonly items: readonly { readonly item: string; readonly reasons?: readonly { readonly text: string }[] }[];
}

/** What a front page asks for. */
export interface ListWish {
  readonly user: string;
  readonly k: number;
  readonly explain?: number;
}

/** Things asked for beyond those shown: what sells best is often sold out. */
export const SPARE = 24;

/** Somebody's list as a front page shows it: of what the model lists, the first `k` that the shop has. */
export async function frontList(server: LiveServer, ref: string, wish: ListWish, has: (item: string) => boolean): Promise<ListAnswer> {
  const answer = await ask<ListAnswer>(server, `/v1/models/${ref}/recommend`, { ...wish, k: wish.k + SPARE });
  return { ...answer, items: answer.items.filter(({ item }) => has(item)).slice(0, wish.k) };
}

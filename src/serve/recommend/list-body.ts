import type { AnsweredList } from './recommend.js';

/** The body of an answer. */
export function listBody({ by, id, logged, items, notes, tell }: AnsweredList): object {
  const shown = items.map(({ item, score, reasons }) => ({
    item,
    score,
    ...(tell ? { columns: tell(item) } : {}),
    ...(reasons === undefined ? {} : { reasons }),
  }));
  return { model: by.model, version: by.version, id, logged, items: shown, notes };
}

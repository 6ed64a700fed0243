const SPELLINGS = new Set(['application/json', 'application/json;charset=utf-8', 'application/json; charset=utf-8']);

/**
 * Whether a `Content-Type` is JSON in UTF-8. Only these spellings count, in any case: whatever one parser in the chain could read
 * otherwise (a tab, a second type, another charset) is refused before any parser sees it.
 */
export const isJsonType = (type: string | undefined): boolean =>
  type !== undefined && (type === 'application/json' || SPELLINGS.has(type.toLowerCase()));

/** Whether a request carries a body. */
export const hasBody = (headers: {
  readonly 'content-length'?: string | undefined;
  readonly 'transfer-encoding'?: string | undefined;
}): boolean => headers['transfer-encoding'] !== undefined || (headers['content-length'] !== undefined && headers['content-length'] !== '0');

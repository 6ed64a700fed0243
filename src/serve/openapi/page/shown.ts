import type { Part } from '../operation.js';

/** An operation of the document under its path and method. */
export interface Operation {
  readonly path: string;
  /** In capital letters. */
  readonly method: string;
  readonly part: Part;
}

/** The place of an operation in the page. */
export const anchorOf = ({ part }: Operation): string => String(part['operationId']);

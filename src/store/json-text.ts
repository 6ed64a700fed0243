import { canonicalJson, type Json } from '../core/index.js';

/** A value as the text that a JSON column holds: canonical, so that equal values are equal texts on both engines. */
export function toText(value: unknown): string {
  return canonicalJson(value as Json);
}

/** The value of a JSON column. */
export function fromText<T = Json>(text: string): T {
  return JSON.parse(text) as T;
}

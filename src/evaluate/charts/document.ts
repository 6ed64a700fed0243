import { escaped, fixed, tag, type Svg } from './svg.js';

/** What the plotting library asks of an element: a name, attributes, children, and the document to make more of them in. */
export interface DrawnElement {
  readonly name: string;
  readonly ownerDocument: DrawingDocument;
  readonly attributes: Map<string, string>;
  readonly children: DrawnElement[];
  textContent: string;
  setAttribute(name: string, value: unknown): void;
  setAttributeNS(space: string, name: string, value: unknown): void;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  removeAttribute(name: string): void;
  appendChild<T extends DrawnElement>(child: T): T;
  insertBefore<T extends DrawnElement>(child: T, next: DrawnElement | null): T;
}

/** The part of a browser's document that drawing needs. */
export interface DrawingDocument {
  readonly documentElement: DrawnElement;
  createElementNS(space: string, name: string): DrawnElement;
}

/**
 * A document in which the plotting library draws where there is no browser: elements that remember what they are told, and nothing else.
 * A browser's whole document for the same, parsers and style sheets with it, is a hundred times the code.
 */
export function drawingDocument(): DrawingDocument {
  const document = { createElementNS: (_: string, name: string) => elementOf(name, document) } as DrawingDocument;
  return Object.assign(document, { documentElement: elementOf('html', document) });
}

function elementOf(name: string, ownerDocument: DrawingDocument): DrawnElement {
  const attributes = new Map<string, string>();
  const children: DrawnElement[] = [];
  const element: DrawnElement = {
    name,
    ownerDocument,
    attributes,
    children,
    textContent: '',
    setAttribute: (key, value) => void attributes.set(key, String(value)),
    setAttributeNS: (_, key, value) => element.setAttribute(key, value),
    getAttribute: (key) => attributes.get(key) ?? null,
    hasAttribute: (key) => attributes.has(key),
    removeAttribute: (key) => void attributes.delete(key),
    appendChild: (child) => element.insertBefore(child, null),
    insertBefore: (child, next) => {
      const at = next === null ? -1 : children.indexOf(next);
      children.splice(at < 0 ? children.length : at, 0, child);
      return child;
    },
  };
  return element;
}

/** Numbers with decimals or a power of ten, as they stand in a path or a transform. */
const LONG = /-?\d+(?:\.\d+(?:e-?\d+)?|e-?\d+)/g;
/** What says where something is, rather than how it looks. */
const PLACES = /^(?:d|transform|[xyr][12]?|c[xy]|width|height)$/;

/** The element as text, as short as it may be: places with two decimals, no names for what is decoration, no style sheet. */
export function writtenOut({ name, attributes, children, textContent }: DrawnElement): Svg {
  if (name === 'style') return '';
  const kept = [...attributes].filter(([key]) => !key.startsWith('aria-') && key !== 'class');
  const short = kept.map(([key, value]) => [key, PLACES.test(key) ? value.replaceAll(LONG, (n) => fixed(Number(n))) : value] as const);
  return tag(name, Object.fromEntries(short), ...children.map(writtenOut), ...(textContent === '' ? [] : [escaped(textContent)]));
}

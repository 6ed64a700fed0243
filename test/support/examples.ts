import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root, shippedFiles } from './files.js';
import { exportsOf } from './exported.js';
import { layerOf } from './layers.js';
import { parsed } from './module.js';

/** A TypeScript example in a page or in a doc comment. */
export interface Example {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

const fence = /(?<!^`src\/[^`\n]+`\n\n)^```ts\n([\s\S]*?)^```$/gm;
const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Files that a page tells to write: a path within `src/` on a line of its own, then the fence with the text. */
export function filesToldBy(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(root, page), 'utf8');
  return new Map([...text.matchAll(/^`(src\/[^`\n]+)`\n\n```\w+\n([\s\S]*?)^```$/gm)].map(([, path, file]) => [path, file]));
}

/** The ```ts blocks of the pages, but for files that they tell to write. */
export function pageExamples(): readonly Example[] {
  return ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesBelow('docs', '.md')].flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return [...text.matchAll(fence)].map((match) => ({ path, line: lineAt(text, match.index), text: match[1] }));
  });
}

/** The ```ts blocks of the doc comments of the sources that ship. */
export function docExamples(): readonly Example[] {
  return shippedFiles().flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    if (!text.includes('```ts')) return [];
    return parsed(path, text).comments.flatMap((comment) => {
      const words = comment.value.replaceAll(/^[ \t]*\*[ \t]?/gm, '');
      return [...words.matchAll(/```ts\n([\s\S]*?)^\s*```/gm)].map((match) => ({
        path,
        line: lineAt(text, comment.start) + lineAt(words, match.index) - 1,
        text: match[1],
      }));
    });
  });
}

/** A name that a doc example may use without importing it. */
export interface InScope {
  readonly name: string;
  readonly file: string;
  readonly typeOnly: boolean;
}

const SHOWN = 'test/support/shown.ts';

/** The names that a doc example uses without importing them: from its own file, its layer, `core`, and `shown.ts`. */
export function scopeOf(example: Example): readonly InScope[] {
  const { text, path } = example;
  const own = new Set([...text.matchAll(/\b(?:const|let|using|function|class|type|interface)\s+(\w+)/g)].map(([, name]) => name));
  for (const [, names] of text.matchAll(/\b(?:const|import)\s*(?:type\s*)?\{([^}]*)\}/g))
    for (const name of names.match(/\w+/g) ?? []) own.add(name);
  const used = new Set(text.match(/(?<![\w.'"])[A-Za-z_]\w*\b/g));
  const scope = new Map<string, InScope>();
  const files = [path, `src/${layerOf(path) ?? 'core'}/index.ts`, 'src/core/index.ts', SHOWN].filter((file) =>
    existsSync(join(root, file)),
  );
  for (const file of files) {
    for (const { name, typeOnly } of exportsOf(file))
      if (used.has(name) && !own.has(name) && !scope.has(name)) scope.set(name, { name, file, typeOnly });
  }
  return [...scope.values()];
}

/** Whether an example says what comes out, and has all that it needs to run. */
export const runs = (example: Example): boolean =>
  claimsOf(example).length > 0 &&
  !scopeOf(example).some((s) => s.file === SHOWN && s.name !== 'c') &&
  !/'[^']+\.(csv|jsonl?|parquet)'/.test(example.text);

/** `expression // literal` lines of an example, which must come true when it runs. */
export function claimsOf(example: Example): readonly { readonly line: string; readonly expected: unknown }[] {
  return example.text.split('\n').flatMap((line) => {
    const [, code, comment] = /^(?!const |let |import |await using |using |export )(\S.*?);?\s*\/\/ (.+)$/.exec(line) ?? [];
    const literal = code === undefined ? undefined : literalIn(comment);
    return literal === undefined ? [] : [{ line, expected: literal.value }];
  });
}

/** The value of a comment that is nothing but a literal: a number, text in quotes, true, false, null, a list or an object. */
function literalIn(text: string): { readonly value: unknown } | undefined {
  if (!/^(-?[\d.]|'|"|\[|\{|true$|false$|null$)/.test(text)) return undefined;
  try {
    return { value: new Function(`'use strict'; return (${text});`)() as unknown };
  } catch {
    return undefined;
  }
}

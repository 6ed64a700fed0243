import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'vite';
import { root } from './files.js';

/** One import of a module: of a file of the repository, or of a package. */
export interface Import {
  readonly specifier: string;
  /** The file that a relative specifier means; absent for a package. */
  readonly file?: string;
  /** Whether it is gone in the JavaScript. */
  readonly typeOnly: boolean;
}

type Ast = { readonly type: string; readonly [field: string]: unknown };
interface Declared extends Ast {
  readonly source?: { readonly value: string } | null;
  readonly importKind?: 'type' | 'value';
  readonly exportKind?: 'type' | 'value';
  readonly specifiers?: readonly { readonly importKind?: string; readonly exportKind?: string }[];
}

/** The syntax tree of a TypeScript file, with its comments. */
export function parsed(path: string, text = readFileSync(join(root, path), 'utf8')): ReturnType<typeof parseSync> {
  const result = parseSync(path, text);
  if (result.errors.length > 0) throw new Error(`${path} does not parse: ${result.errors[0].message}`);
  return result;
}

/** Every import of a file: `import`, `export … from`, `import()`, and the type `import('…')`. */
export function importsOf(path: string, text?: string): readonly Import[] {
  const found: Import[] = [];
  visit(parsed(path, text).program as unknown as Ast, (node) => {
    const imported = importOf(node as Declared);
    if (imported) found.push(imported.specifier.startsWith('.') ? { ...imported, file: resolved(path, imported.specifier) } : imported);
  });
  return found;
}

const resolved = (from: string, specifier: string): string => normalize(join(dirname(from), specifier)).replace(/\.js$/, '.ts');

function importOf(node: Declared): Import | undefined {
  const specifier = node.source?.value;
  if (specifier === undefined) return undefined;
  const members = node.specifiers ?? [];
  const allTypes = members.length > 0 && members.every((s) => s.importKind === 'type' || s.exportKind === 'type');
  return { specifier, typeOnly: node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type' || allTypes };
}

function visit(value: unknown, see: (node: Ast) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (typeof value === 'object' && value !== null) {
    if (typeof (value as Ast).type === 'string') see(value as Ast);
    for (const child of Object.values(value)) visit(child, see);
  }
}

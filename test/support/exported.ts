import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { root } from './files.js';
import { parsed } from './module.js';

/** A name that a module exports, and where it is declared. */
export interface Exported {
  readonly name: string;
  readonly file: string;
  readonly typeOnly: boolean;
  /** The text of the doc comment before the declaration. */
  readonly doc: string | undefined;
}

interface Statement extends Declaration {
  readonly start: number;
  readonly source?: { readonly value: string } | null;
  readonly exported?: { readonly name: string } | null;
  readonly specifiers?: readonly Specifier[];
  readonly declaration?: Declaration | null;
}
interface Declaration {
  readonly type: string;
  readonly id?: { readonly name: string } | null;
  readonly declarations?: readonly { readonly id: { readonly name: string } }[];
}
interface Specifier {
  readonly exportKind?: 'type' | 'value';
  readonly local: { readonly name: string };
  readonly exported?: { readonly name: string };
  readonly imported?: { readonly name: string };
}
interface Source {
  readonly path: string;
  readonly body: readonly Statement[];
  readonly docBefore: (start: number) => string | undefined;
}

const cache = new Map<string, readonly Exported[]>();

/** The names that a source file exports, followed through `export … from` to their declarations. */
export function exportsOf(path: string): readonly Exported[] {
  const known = cache.get(path);
  if (known) return known;
  const source = sourceOf(path);
  const found = source.body.flatMap((statement) => namesOf(source, statement));
  cache.set(path, found);
  return found;
}

function sourceOf(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, comments } = parsed(path, text);
  const docs = comments.filter((c) => c.type === 'Block' && c.value.startsWith('*'));
  const docBefore = (start: number): string | undefined =>
    docs.find((c) => c.end <= start && text.slice(c.end, start).trim() === '')?.value;
  return { path, body: program.body as unknown as readonly Statement[], docBefore };
}

function namesOf(source: Source, statement: Statement): readonly Exported[] {
  const { path, docBefore } = source;
  const from = statement.source && sourceFile(path, statement.source.value);
  if (statement.type === 'ExportAllDeclaration') {
    return statement.exported
      ? [{ name: statement.exported.name, file: path, typeOnly: false, doc: docBefore(statement.start) }]
      : exportsOf(from!);
  }
  if (statement.type !== 'ExportNamedDeclaration') return [];
  if (statement.declaration)
    return declaredBy(statement.declaration).map((name) => ({
      name,
      file: path,
      typeOnly: isType(statement.declaration!),
      doc: docBefore(statement.start),
    }));
  return statement.specifiers!.map((s) => ({
    ...(from ? forwarded(from, s.local.name) : local(source, s.local.name)),
    name: s.exported!.name,
  }));
}

const declaredBy = (d: Declaration): readonly string[] => d.declarations?.map((one) => one.id.name) ?? (d.id ? [d.id.name] : []);
const isType = (d: Declaration): boolean => /^TS(Interface|TypeAlias)/.test(d.type);
const sourceFile = (from: string, specifier: string): string => normalize(join(dirname(from), specifier)).replace(/\.js$/, '.ts');

/** A name that `export { name }` takes from the file itself: declared there, or imported. */
function local(source: Source, name: string): Exported {
  for (const statement of source.body) {
    const specifier = statement.type === 'ImportDeclaration' ? statement.specifiers!.find((s) => s.local.name === name) : undefined;
    if (specifier?.imported) return forwarded(sourceFile(source.path, statement.source!.value), specifier.imported.name);
    if (specifier || declaredBy(statement).includes(name))
      return { name, file: source.path, typeOnly: isType(statement), doc: source.docBefore(statement.start) };
  }
  throw new Error(`${source.path} exports ${name}, which it does not declare`);
}

function forwarded(file: string, name: string): Exported {
  const hit = exportsOf(file).find((e) => e.name === name);
  if (!hit) throw new Error(`${file} does not export ${name}`);
  return hit;
}

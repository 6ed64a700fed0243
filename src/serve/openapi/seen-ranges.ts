import { openSketch, type RunOptions } from '../../model/index.js';

/** What the training rows of a version had in each of its columns of numbers, by name. */
export type SeenRanges = Readonly<Record<string, { readonly min: number; readonly max: number }>>;

/** The ranges that a version's sketch of its training rows knows, none for versions without one; `undefined` while nobody can tell. */
export async function seenRanges(model: string, version: number, run: RunOptions): Promise<SeenRanges | undefined> {
  try {
    const sketch = await openSketch(`${model}@${version}`, run);
    return Object.fromEntries(
      (sketch?.columns ?? []).flatMap((column) =>
        column.kind === 'number' && column.min !== null && column.max !== null
          ? [[column.name, { min: column.min, max: column.max }] as const]
          : [],
      ),
    );
  } catch {
    return undefined;
  }
}

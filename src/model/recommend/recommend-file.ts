import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mwError } from '../../core/index.js';
import { readColumns } from '../../data/index.js';
import { endingOf } from '../use/ending.js';
import { checkOut, writeWhole } from '../use/write-whole.js';
import type { RunOptions } from '../run.js';
import { openRecommender } from './open.js';
import type { OpenRecommender } from './open-recommender.js';

/** What writing lists answers. */
export interface RecommendedFile {
  readonly model: string;
  readonly version: number;
  /** Lists written: one per row of the file that names a user. */
  readonly rows: number;
  /** Rows that name no user: there is no list for them. */
  readonly nameless: number;
  readonly out: string;
  /** Users whom the version does not know, or who were erased since: they are given what a stranger is given. */
  readonly strangers: number;
  readonly seconds: number;
}

/** Lists between two looks at the clock and at the signal. */
const BLOCK = 64;

/**
 * Writes a list per row of a file that names a user, in its order, one JSON document a line: `{"user","items":[{"item","score"}]}`. The users stand in the column that the events name
 * them by. Who was erased is a stranger, as for a server. The answer appears whole or not at all.
 */
export async function recommendFile(
  ref: string,
  files: { readonly in: string; readonly out: string; readonly k: number; readonly reasons?: number },
  run: RunOptions,
): Promise<RecommendedFile> {
  const startedMs = run.clock();
  endingOf(files.out, ['jsonl', 'ndjson']);
  if (!(Number.isInteger(files.k) && files.k >= 1)) throw mwError('MW_RECOMMEND_LENGTH', { got: String(files.k) });
  const out = resolve(files.out);
  await checkOut(out, files.in);
  const recommender = await openRecommender(ref, run);
  const { columns } = await readColumns(
    resolve(files.in),
    { user: { column: recommender.content.columns.user, as: 'text', option: '--in' } },
    { signal: run.signal, header: true },
  );
  const cells = columns.user.values as readonly (string | null)[];
  const users = cells.filter((user) => user !== null && user.trim() !== '') as readonly string[];
  let strangers = 0;
  const lines = function* (): Generator<string> {
    for (const [row, user] of users.entries()) {
      if (row % BLOCK === 0) {
        run.signal.throwIfAborted();
        run.progress('recommending', row, users.length);
      }
      const { line, isStranger } = lineOf(recommender, user, files);
      if (isStranger) strangers++;
      yield line;
    }
  };
  await writeWhole(out, (part) => pipeline(lines, createWriteStream(part)));
  const { model, version } = recommender;
  return {
    model,
    version,
    rows: users.length,
    nameless: cells.length - users.length,
    out: files.out,
    strangers,
    seconds: (run.clock() - startedMs) / 1000,
  };
}

function lineOf(
  recommender: OpenRecommender,
  user: string,
  { k, reasons }: { readonly k: number; readonly reasons?: number },
): { line: string; isStranger: boolean } {
  const history = recommender.historyOf(user);
  const { items } = recommender.recommend({ user, history, k, ...(reasons === undefined ? {} : { reasons }) });
  return { line: `${JSON.stringify({ user, items })}\n`, isStranger: history.length === 0 };
}

import { resolve } from 'node:path';
import type { AnyTask } from '../../core/index.js';
import { openEngine, type Engine } from '../../data/index.js';
import { duckdb, literalNode } from '../../expr/index.js';
import { encodeChunks, encodeRelation } from '../../features/index.js';
import { engineOptions } from '../engine-options.js';
import type { RunOptions } from '../run.js';
import type { ModelContent } from '../content.js';
import { servedFeatures } from '../coverage/index.js';
import { isPlain } from '../decide/index.js';
import { answeredColumns, scoresIn } from './answer.js';
import { decidedPlainly, decideFile, type DecidedFile } from './decide-file.js';
import { endingOf } from './ending.js';
import { loadForModel } from './load-rows.js';
import { openAnyModel, type OpenModel } from './open-model.js';
import { checkOut, writeWhole } from './write-whole.js';

/** What scoring a file answers. */
export interface PredictedFile {
  readonly model: string;
  readonly version: number;
  readonly rows: number;
  readonly out: string;
  readonly seconds: number;
  /** What was decided, where money is declared. */
  readonly decided?: DecidedFile;
}

const FORMATS = {
  csv: '(FORMAT csv, HEADER true)',
  jsonl: '(FORMAT json)',
  ndjson: '(FORMAT json)',
  parquet: '(FORMAT parquet, COMPRESSION zstd)',
} as const;

/**
 * Scores a file and writes id columns, `prediction` and, for classes, `probability` (binary, of the positive class) or
 * `probability_CLASS`; where money is declared also `decision`, the act or nothing, and where amounts differ by row `undecided`, why a row has none;
 * where a coverage is promised `low` and `high`, or `set`, a JSON list of labels. Of a model of effects `prediction` is the uplift, with `expected_treated` and
 * `expected_control` beside it.
 * Row order is kept. The answer appears whole or not at all. Works in blocks: memory does not grow with the file, save for decisions under a limit or by
 * the row's amounts, which look at all rows at once (see `decideFile`).
 */
export async function predictFile(
  ref: string,
  files: { readonly in: string; readonly out: string },
  run: RunOptions,
): Promise<PredictedFile> {
  const started = run.clock();
  const out = resolve(files.out);
  const format = FORMATS[endingOf(files.out, Object.keys(FORMATS) as (keyof typeof FORMATS)[])];
  await checkOut(out, files.in);
  const model = await openAnyModel(ref, run);
  await using engine = await openEngine(engineOptions(run));
  const loaded = await loadForModel(engine, model, files.in, 'predict', run);
  const { probabilities, acts } = await score(engine, loaded.relation, model, loaded.rows, run);
  const decided = await decideFile(engine, loaded.relation, model, probabilities);
  const { decide } = model.content;
  const ids = model.content.ids.map((id) => `${duckdb.ident(id)}, `).join('');
  const decisions = decided ? ' POSITIONAL JOIN decisions AS d' : '';
  await writeWhole(out, (part) =>
    engine.run(
      `COPY (SELECT ${ids}p.*${decided ? ', d.*' : ''} FROM ${duckdb.ident(loaded.relation)} POSITIONAL JOIN predictions AS p${decisions}) TO ${duckdb.literal(literalNode('text', part))} ${format}`,
      { signal: run.signal },
    ),
  );
  return {
    model: model.model,
    version: model.version,
    rows: loaded.rows,
    out: files.out,
    seconds: (run.clock() - started) / 1000,
    ...(decide ? { decided: decided ?? decidedPlainly(decide, acts) } : {}),
  };
}

/** What is kept of scoring: the probabilities, where decisions need all of them; else how many rows are acted on. */
interface Scored {
  readonly probabilities: readonly Float64Array[];
  readonly acts: number;
}

/** The answers as a table `predictions`. */
async function score(engine: Engine, relation: string, model: OpenModel<AnyTask>, rows: number, run: RunOptions): Promise<Scored> {
  const { decide } = model.content;
  const kept: Float64Array[] = [];
  let [done, acts] = [0, 0];
  const features = servedFeatures(model.content as ModelContent);
  for await (const x of encodeChunks(engine, relation, features)) {
    run.signal.throwIfAborted();
    const answer = answeredColumns(model, x);
    await engine.append('predictions', answer);
    if (decide && !isPlain(decide)) kept.push(scoresIn(answer));
    else if (decide) acts += scoresIn(answer).reduce((n, score) => n + Number(score >= decide.threshold), 0);
    run.progress('scoring', (done += x.rows), rows);
  }
  if (rows === 0) await engine.append('predictions', answeredColumns(model, await encodeRelation(engine, relation, features, 'serving')));
  return { probabilities: kept, acts };
}

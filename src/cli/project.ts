import { existsSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { didYouMean, mwError } from '../core/index.js';
import type { AnyModel, Model, RunOptions } from '../model/index.js';
import type { Argument, Call } from './command.js';
import { importModel } from './import-model.js';

/** MODEL as `train` and `check` take it: a definition in the project's folder `models`. */
export const modelArgument = (doc: string): Argument => ({ name: 'MODEL', doc: `A model ${doc}.`, optional: true });

/** MODEL as every command takes it that reads the registry. */
export const versionArgument: Argument = {
  name: 'MODEL',
  doc: 'A registered model: name, name@N or name@alias (none: champion, else the newest).',
};

/** What a command works with: the run's surroundings, the registry, and the definitions in `models/`. */
export interface OpenCall {
  readonly run: RunOptions;
  /** The definition of that name, of whatever kind; without a name the only one. */
  readonly definition: (name: string | undefined) => Promise<AnyModel>;
  /** The same of a model of rows. Throws `MW_MODEL_RECOMMENDS` for a recommender. */
  readonly model: (name: string | undefined) => Promise<Model>;
  /** Every definition, in the order of the files' names. */
  readonly models: () => Promise<readonly AnyModel[]>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Opens the project that a call names. Throws `MW_CLI_PROJECT_MISSING` when the folder is none. */
export async function openCall(call: Call): Promise<OpenCall> {
  const definitions = join(call.root, 'models');
  if (!existsSync(definitions) && !existsSync(join(call.root, '.millwright'))) throw mwError('MW_CLI_PROJECT_MISSING', { dir: call.root });
  const { openWorkspace } = await import('../model/index.js');
  const databaseUrl = call.env['MILLWRIGHT_DATABASE_URL'];
  // A project behind a link finds its data where its program says: beside the folder itself.
  const root = await realpath(call.root);
  const workspace = await openWorkspace({ root, ...(databaseUrl ? { databaseUrl } : {}), clock: call.clock });
  return {
    run: { workspace, signal: call.signal, progress: call.progress, say: call.say, clock: call.clock },
    definition: (name) => loadModel(definitions, name),
    model: async (name) => ofRows(await loadModel(definitions, name)),
    models: async () => importAll(definitions, await filesOf(definitions)),
    [Symbol.asyncDispose]: () => workspace.close(),
  };
}

async function filesOf(dir: string): Promise<readonly string[]> {
  if (!existsSync(dir)) return [];
  return (await readdir(dir)).filter((f) => /\.(ts|mts|js|mjs)$/.test(f) && !/\.d\.m?ts$/.test(f)).toSorted();
}

const importAll = (dir: string, files: readonly string[]): Promise<readonly AnyModel[]> =>
  Promise.all(files.map((f) => importModel(join(dir, f))));

async function loadModel(dir: string, name: string | undefined): Promise<AnyModel> {
  const files = await filesOf(dir);
  const named = name === undefined ? files : files.filter((f) => basename(f).replace(/\.m?[tj]s$/, '') === name);
  const models = await importAll(dir, named.length ? named : files);
  const known = models.map((m) => m.name);
  if (name === undefined) {
    if (models.length > 1) throw mwError('MW_CLI_MODEL_AMBIGUOUS', { known });
    if (models.length === 0) throw mwError('MW_CLI_MODEL_NONE', { dir });
    return models[0];
  }
  const hit = models.find((m) => m.name === name);
  if (hit) return hit;
  if (named.length > 0) throw mwError('MW_CLI_MODEL_NAMED', { file: named[0], got: known[0], due: name }, { where: join(dir, named[0]) });
  throw mwError('MW_CLI_MODEL_MISSING', { name, hint: didYouMean(name, known), known });
}

const isOfRows = (model: AnyModel): model is Model => model.kind === 'millwright-model';

function ofRows(model: AnyModel): Model {
  if (!isOfRows(model)) throw mwError('MW_MODEL_RECOMMENDS', { model: model.name });
  return model;
}

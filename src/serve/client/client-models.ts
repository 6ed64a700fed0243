import { mwError, type AnyTask } from '../../core/index.js';
import { openAnyModel, openRecommender, RECOMMEND, refPatterns, type OpenModel, type RunOptions } from '../../model/index.js';
import { predictionSchemaOf } from '../openapi/answer-schema.js';
import { columnNotes } from '../openapi/column-notes.js';
import type { OpenApi } from '../openapi/document.js';
import { filterSchemaOf, itemSchemaOf } from '../openapi/item-schemas.js';
import { VERSION } from '../openapi/model-operation.js';
import { rowSchemaOf } from '../openapi/row-schema.js';
import { seenRanges, type SeenRanges } from '../openapi/seen-ranges.js';
import type { JsonSchema } from '../route.js';
import { predictionSchema } from '../routes/predict.js';
import type { ClientModel } from './client-source.js';

/** What a client knows of an opened version. */
function clientPredictor(open: OpenModel<AnyTask>, ranges: SeenRanges = {}): ClientModel {
  const { model, version, content } = open;
  return {
    model,
    version,
    row: rowSchemaOf(content, columnNotes(open, ranges)),
    prediction: predictionSchemaOf(content, predictionSchema),
  };
}

/** The champions of a project's models (the newest version where there is none). Throws `MW_SERVE_CLIENT_NONE` when nothing is registered. */
export async function registeredModels(run: RunOptions): Promise<readonly ClientModel[]> {
  const models: ClientModel[] = [];
  for (const { model } of await run.workspace.registry.models()) {
    models.push(await registeredModel(model, run));
  }
  if (models.length === 0) throw mwError('MW_SERVE_CLIENT_NONE', {});
  return models;
}

async function registeredModel(model: string, run: RunOptions): Promise<ClientModel> {
  const { task } = await run.workspace.registry.resolve(model);
  if (task === RECOMMEND) {
    const open = await openRecommender(model, run);
    return { model, version: open.version, item: itemSchemaOf(open), filter: filterSchemaOf(open) };
  }
  const open = await openAnyModel(model, run);
  return clientPredictor(open, await seenRanges(model, open.version, run));
}

const TIMEOUT_MS = 15_000;

/** What a running server serves, by its OpenAPI document. Throws `MW_SERVE_CLIENT_URL` when that cannot be had. */
export async function servedModels(
  url: string,
  options: { readonly token?: string | undefined; readonly signal: AbortSignal },
): Promise<readonly ClientModel[]> {
  const refused = (reason: string, cause?: unknown) => mwError('MW_SERVE_CLIENT_URL', { url: withoutSecrets(url), reason }, { cause });
  const { token, signal } = options;
  if (!URL.canParse(url)) throw refused('it is no address');
  const { username, password } = new URL(url);
  if (username !== '' || password !== '') throw refused('it holds a user or a password, and a server is asked with a token');
  let document: OpenApi;
  try {
    const response = await fetch(new URL('openapi.json', url.endsWith('/') ? url : `${url}/`), {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (!response.ok) throw refused(`it answers with status ${response.status}`);
    document = (await response.json()) as OpenApi;
  } catch (error) {
    signal.throwIfAborted();
    throw (error as { code?: unknown }).code === 'MW_SERVE_CLIENT_URL' ? error : refused(reasonOf(error), error);
  }
  const models = modelsIn(document);
  if (models.length === 0) throw refused('its document describes no model of millwright');
  return models;
}

const reasonOf = (error: unknown): string => ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;

function withoutSecrets(url: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}/` : 'what was given';
}

const OWN = new RegExp(`^(${refPatterns.name})\\.(row|item)$`);

function modelsIn(document: OpenApi): readonly ClientModel[] {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, JsonSchema>>;
  return Object.entries(schemas).flatMap(([name, own]): readonly ClientModel[] => {
    const [, model, kind] = OWN.exec(name) ?? [];
    const other = schemas[`${model}.${kind === 'row' ? 'prediction' : 'filter'}`];
    if (model === undefined || other === undefined) return [];
    if (kind === 'row') return [{ model, version: Number(other[VERSION] ?? 0), row: own, prediction: other }];
    return [{ model, version: Number(own[VERSION] ?? 0), item: own, filter: other }];
  });
}

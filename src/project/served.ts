import { train, type AnyModel, type RunOptions } from '../model/index.js';
import type { ListsReport, MonitorReport, Retrained, RetrainedRecommender } from '../monitor/index.js';
import type { Serving } from '../serve/index.js';
import { nameOf, type ModelRef } from './ref.js';
import type { MonitorSettings, ServeSettings } from './settings.js';

// The server and the monitor are imported when they are asked for: a script that only trains or predicts starts without them.

/** Serves the models of an open project. */
export async function serveProject(
  run: RunOptions,
  { adminToken, databaseUrl, ...settings }: ServeSettings & { readonly databaseUrl: string | undefined },
): Promise<Serving> {
  const { checkAdminToken, serve } = await import('../serve/index.js');
  const checked = checkAdminToken(adminToken ?? process.env['MILLWRIGHT_ADMIN_TOKEN']);
  return serve({ ...settings, run, databaseUrl, adminToken: checked });
}

/** Reports on a served version; a definition also says which alerts hold today. */
export async function monitorProject(model: ModelRef, settings: MonitorSettings, run: RunOptions): Promise<MonitorReport> {
  const { monitorModel } = await import('../monitor/index.js');
  const rules = typeof model === 'string' || model.kind !== 'millwright-model' ? undefined : model.monitor;
  return monitorModel(nameOf(model), run, { ...settings, ...(rules ? { rules } : {}) });
}

/** The same of a recommender. */
export async function monitorProjectLists(
  model: ModelRef,
  settings: Pick<MonitorSettings, 'since'>,
  run: RunOptions,
): Promise<ListsReport> {
  const { monitorLists } = await import('../monitor/index.js');
  const rules = typeof model === 'string' || model.kind !== 'millwright-recommender' ? undefined : model.monitor;
  return monitorLists(nameOf(model), run, { ...settings, ...(rules ? { rules } : {}) });
}

/** Retrains in this process: a definition that lives in a script is in no file that another process could read. */
export async function retrainProject(model: AnyModel, run: RunOptions): Promise<Retrained | RetrainedRecommender> {
  const { retrainModel, retrainRecommender } = await import('../monitor/index.js');
  if (model.kind === 'millwright-recommender') return retrainRecommender(model, run);
  return retrainModel(model, run, { triggered: [], env: {}, train: () => train(model, run) });
}

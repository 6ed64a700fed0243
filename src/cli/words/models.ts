import type { ListedModel, ListedRun } from '../../model/index.js';
import { paint, textTable } from '../terminal/index.js';
import { interval } from './figures.js';

/** What `models` says. */
export function modelsText(models: readonly ListedModel[], look: { readonly colour: boolean }): string {
  if (models.length === 0) return 'No model is registered yet: millwright train';
  const p = paint(look.colour);
  return models
    .map(({ model, aliases, versions }) => {
      const names = (version: number): string =>
        Object.entries(aliases)
          .filter(([, v]) => v === version)
          .map(([a]) => a)
          .join(', ');
      const lines = versions.map((v) => [
        `${model}@${v.version}`,
        names(v.version),
        v.learner,
        v.metrics[v.metric] ? `${v.metric} ${interval(v.metrics[v.metric])}` : '',
        v.createdAt.slice(0, 16).replace('T', ' '),
        v.digest.slice(0, 12),
      ]);
      return textTable(
        [
          { title: 'version' },
          { title: 'alias' },
          { title: 'learner' },
          { title: 'holdout' },
          { title: 'trained (UTC)' },
          { title: 'digest' },
        ],
        lines,
        { title: p.dim },
      ).join('\n');
    })
    .join('\n\n');
}

/** What `runs` says. */
export function runsText(runs: readonly ListedRun[], look: { readonly colour: boolean; readonly width: number }): string {
  if (runs.length === 0) return 'Nothing was trained yet: millwright train';
  const p = paint(look.colour);
  const lines = runs.map((r) => [
    r.startedAt.slice(0, 19).replace('T', ' '),
    r.kind,
    r.version === null ? r.model : `${r.model}@${r.version}`,
    r.status,
    r.seconds === null ? '' : `${r.seconds.toFixed(1)} s`,
    r.error ?? '',
  ]);
  return textTable(
    [
      { title: 'started (UTC)' },
      { title: 'run' },
      { title: 'model' },
      { title: 'status' },
      { title: 'time', align: 'right' },
      { title: 'error' },
    ],
    lines,
    { title: p.dim, width: look.width },
  ).join('\n');
}

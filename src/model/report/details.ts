import { canonicalJson, count, figure, percent, type AnyTask, type Json } from '../../core/index.js';
import { printNode } from '../../expr/index.js';
import type { OpenModel } from '../use/open-model.js';
import type { FittedFeature } from '../../features/index.js';
import { html, type Html } from './html.js';
import { section, table } from './section.js';

/** For those who look closer: where the model comes from, its settings, and every feature as it is computed. */
export function detailsSection({ content, record, digest, model, version }: OpenModel<AnyTask>): Html {
  const { lineage } = record;
  const facts: readonly (readonly [string, string])[] = [
    ['version', `${model}@${version}`],
    ['digest', digest],
    ['data', `sha256 ${lineage.data}`],
    ['trained', `${lineage.trainedAt.replace('T', ' ').slice(0, 19)} UTC in ${record.seconds.toFixed(1)} s, seed ${lineage.seed}`],
    [
      'rows',
      `${count(record.rows.train, 'row')} to fit, ${figure(record.rows.holdout)} to judge; the registered model was refitted on all ${figure(lineage.fits.refit)}`,
    ],
    ['code', lineage.commit ?? 'not in a git checkout'],
    ['after', lineage.parent ?? 'no version before it was champion'],
    ['software', `millwright ${lineage.millwright}, node ${lineage.node}, ${lineage.platform}`],
  ];
  const features = content.features.map((f) => [
    html`<code>${f.name}</code>`,
    html`${explained(f)}<code>${printNode(f.node, { items: 12 })}</code>`,
  ]);
  return section(
    'details',
    'Where it comes from',
    table(
      ['', ''],
      facts.map(([name, value]) => [name, html`<code>${value}</code>`]),
    ),
    html`<details>
      <summary>Settings of ${content.learner}</summary>
      <p><code>${canonicalJson(content.params as Json)}</code></p>
    </details>`,
    html`<details>
      <summary>${content.features.length} inputs, as they are computed</summary>
      ${table(['input', 'expression'], features)}
    </details>`,
  );
}

/** What a component of several numbers holds of them. */
const explained = ({ explains }: FittedFeature): Html =>
  explains === undefined ? html`` : html`${percent(explains)} of what its numbers hold together: `;

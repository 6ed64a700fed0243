import { count, type AnyTask } from '../../core/index.js';
import type { ModelContent } from '../content.js';
import type { AnyRecord } from '../record.js';
import { amountWords } from './decide-words.js';
import { html, type Html } from './html.js';
import { section } from './section.js';

/** What a reader must not expect: doubts, data that was left out, and what no figure here covers. */
export function limitsSection(content: Pick<ModelContent<AnyTask>, 'decide'>, record: AnyRecord): Html {
  const { quality, rows: counts, warnings, notes, lineage } = record;
  const currency = content.decide?.currency ?? '';
  const failed = quality.rules.filter((r) => r.failed > 0).map((r) => ({ ...r, words: `“${r.rule}”: ${count(r.failed, 'row')}` }));
  const kept = failed.filter((r) => r.level === 'warn').map((r) => r.words);
  const faults = [
    ...failed.filter((r) => r.level !== 'warn').map((r) => r.words),
    ...quality.faults.map((f) => `${f.column} ${f.reason}: ${count(f.count, 'row')}`),
  ];
  return section(
    'limits',
    'Limits',
    html`<ul>
      ${warnings.map((w) => html`<li class="doubt">${w.message}</li>`)}
      <li>
        It learned from ${count(lineage.fits.refit, 'row')}, trained on ${lineage.trainedAt.slice(0, 10)}. If the world changes, its figures
        change; nothing on this page says how fast.
      </li>
      <li>It knows only the columns listed below. It finds what goes together, not what causes what.</li>
      ${counts.quarantined > 0 ? html`<li>${count(counts.quarantined, 'row')} of ${quality.read.toLocaleString('en')} were not learned from${faults.length ? `: ${faults.join('; ')}` : ''}.</li>` : null}
      ${kept.length > 0 ? html`<li>Rows were learned from although they break a rule that only warns: ${kept.join('; ')}.</li>` : null}
      ${content.decide ? html`<li>The money assumes that acting costs ${amountWords(content.decide.cost, currency)} and brings ${amountWords(content.decide.valueIfRight, currency)} each time; the figures move with these amounts.</li>` : null}
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`,
  );
}

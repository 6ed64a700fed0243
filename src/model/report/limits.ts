import { count, type AnyTask } from '../../core/index.js';
import type { ModelContent } from '../content.js';
import type { AnyRecord } from '../record.js';
import { html, type Html } from './html.js';
import { section } from './section.js';

/** What a reader must not expect, and must not do with it: doubts, data that were left out, and what no figure here covers. */
export function limitsSection(content: Pick<ModelContent<AnyTask>, 'target' | 'task' | 'trial'>, record: AnyRecord): Html {
  const { warnings, notes, lineage } = record;
  return section(
    'limits',
    'Limits',
    html`<ul>
      ${warnings.map((w) => html`<li class="doubt">${w.message}</li>`)}
      <li>
        It learned from ${count(lineage.fits.refit, 'row')}, trained on ${lineage.trainedAt.slice(0, 10)}. If the world changes, its figures
        change; nothing on this page says how fast.
      </li>
      <li>It knows only the columns listed below. ${causes(content)}</li>
      ${leftOut(record)} ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`,
    html`<h3>It must not be used</h3>
      <ul>
        ${notFor(content).map((words) => html`<li>${words}</li>`)}
      </ul>`,
  );
}

function leftOut({ quality, rows: counts }: AnyRecord): Html {
  const failed = quality.rules.filter((r) => r.failed > 0).map((r) => ({ ...r, words: `“${r.rule}”: ${count(r.failed, 'row')}` }));
  const kept = failed.filter((r) => r.level === 'warn').map((r) => r.words);
  const faults = [
    ...failed.filter((r) => r.level !== 'warn').map((r) => r.words),
    ...quality.faults.map((f) => `${f.column} ${f.reason}: ${count(f.count, 'row')}`),
  ];
  return html`${counts.quarantined > 0 ? html`<li>${count(counts.quarantined, 'row')} of ${quality.read.toLocaleString('en')} were not learned from${faults.length ? `: ${faults.join('; ')}` : ''}.</li>` : null}
  ${kept.length > 0 ? html`<li>Rows were learned from although they break a rule that only warns: ${kept.join('; ')}.</li>` : null}`;
}

/** What its figures say of causes. */
function causes({ trial }: Pick<ModelContent<AnyTask>, 'trial'>): string {
  if (!trial) return 'It finds what goes together, not what causes what.';
  return trial.assignment === 'chance'
    ? `That ${trial.treatment} causes what it says rests on one thing: a lot decided who was treated.`
    : `That ${trial.treatment} causes what it says holds only if nothing but these columns decided who was treated; no figure can show that.`;
}

/** Uses that nothing on the page supports. */
function notFor({ target, task, trial }: Pick<ModelContent<AnyTask>, 'target' | 'task' | 'trial'>): readonly string[] {
  const change = target === null ? 'what would happen to a row' : `what would become of ${target}`;
  return [
    'for rows of another kind, place or time than those described below: it answers there too, but nothing on this page holds.',
    trial
      ? `for another treatment than ${trial.treatment}, or one that is given otherwise than it was.`
      : `to say ${change} if a column were changed on purpose: it has only watched, never tried.`,
    ...(task === 'segment' || task === 'outlier'
      ? ['as a verdict on a row: nobody has told it what is right or wrong.']
      : ['as the only word on a person where law or fairness asks for a human one.']),
  ];
}

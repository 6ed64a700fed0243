import type { AnyTask } from '../../core/index.js';
import type { RetrainRules } from '../watch/options.js';
import type { OpenModel } from '../use/open-model.js';
import { html, type Html } from './html.js';
import { section } from './section.js';

/** How it is watched once it decides: what is compared with what, when truth comes, what alerts, and who learns of it. */
export function watchSection({ record, model }: OpenModel<AnyTask>): Html {
  const { labelsWithin, alerts = {}, notify = [], retrain } = record.watch ?? { slices: {} };
  const named = Object.entries(alerts);
  return section(
    'watch',
    'How it is watched',
    html`<ul>
      <li>
        Every answer is kept. <code>millwright monitor ${model}</code> compares each column and the answers with the rows described above,
        and says which have drifted and whether that matters to the model.
      </li>
      <li>
        ${
          labelsWithin === undefined
            ? 'How long the truth takes to come is not declared (monitor.labelsWithin), so nobody knows yet when its real quality can be seen.'
            : `The truth is expected within ${durationWords(labelsWithin)}. Until then its quality is estimated, afterwards it is measured.`
        }
      </li>
      ${
        named.length > 0
          ? named.map(([name, rule]) => html`<li>Alert “${name}” while <code>${rule}</code>.</li>`)
          : html`<li>No alert beyond drift and decay is declared (monitor.alerts).</li>`
      }
      <li>
        ${notify.length > 0 ? `Alerts go to: ${notify.join(', ')}.` : 'Alerts go to nobody yet (monitor.notify); somebody has to look.'}
      </li>
      <li>${retrainWords(retrain)}</li>
    </ul>`,
  );
}

const UNITS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** `90 days` of `90d`; what is no such duration stays as it is. */
function durationWords(duration: string): string {
  const [, n, unit] = /^(\d+)([smhdw])$/.exec(duration) ?? [];
  return unit === undefined ? duration : `${n} ${UNITS[unit]}${n === '1' ? '' : 's'}`;
}

function retrainWords(rules: RetrainRules | undefined): string {
  if (!rules) return 'It learns anew only when someone says so (millwright retrain); a new version replaces it only if it is not worse.';
  const { drift = true, decay = true, newRows, cron, promotionsPerDay = 1 } = rules;
  const when = [
    ...(drift ? ['the data drift'] : []),
    ...(decay ? ['its quality falls'] : []),
    ...(newRows === undefined ? [] : [`${newRows.toLocaleString('en')} new labelled rows have come`]),
    ...(cron === undefined ? [] : [`the calendar says so (${cron}, UTC)`]),
  ];
  return `It learns anew by itself when ${when.join(' or ')}; a new version replaces it only if it is not worse, at most ${promotionsPerDay === 1 ? 'once' : `${promotionsPerDay} times`} a day.`;
}

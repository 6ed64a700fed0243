import { money, percent, figure } from '../../core/index.js';
import type { Money, Returns } from '../../evaluate/index.js';
import { WITHOUT_WORDS } from './decide-words.js';
import { html, type Html } from './html.js';
import { table } from './section.js';
import { span } from './words.js';

/** `USD 31.00 (28.00 … 34.00)`: an amount with its interval, so many times. */
const within = ({ value, low, high }: Returns['net'], times: number, currency: string): string =>
  `${money(value * times, currency)} (${money(low * times, '')} … ${money(high * times, '')})`;

/** What comes back for what is spent, in one sentence. */
export function returnWords({ spent, running, roi }: Returns, currency: string): string {
  if (roi === null) return 'Nothing is spent on it.';
  const each = currency ? `each ${currency} spent` : 'each unit of money spent';
  const run = running > 0 ? `, ${money(running, currency)} a row on running the model` : '';
  return `${money(spent, currency)} a row is spent on acting${run}; ${each} comes back with ${figure(roi.value, 3)} (${span(roi, (v) => figure(v, 3))}) on top.`;
}

const MONTHS = 12;

/** Value after all costs per row, and where the rows of a month are known per month and year. */
export function returnsTable({ returns: own, over }: Money, currency: string): Html | null {
  if (!own) return null;
  const { rowsPerMonth: rows, net, gain } = own;
  const line = (words: string, times: number): string[] => [words, within(net, times, currency), within(gain, times, currency)];
  return table(
    ['after all costs', 'beside doing nothing', `beside ${WITHOUT_WORDS[over.policy]}`],
    [line('per row', 1), ...(rows === undefined ? [] : [line('a month', rows), line('a year', rows * MONTHS)])],
  );
}

/** When it pays to run, and what a better model would bring. */
export function outlookWords({ breakEvenRows, onePoint, rowsPerMonth }: Returns, currency: string): Html {
  const pays =
    breakEvenRows === undefined
      ? null
      : breakEvenRows === null
        ? html`<p>No number of rows a month makes up for what running it costs.</p>`
        : html`<p>
            Running it pays for itself from ${breakEvenRows.toLocaleString('en')} rows a month
            on${rowsPerMonth === undefined ? '' : `; there are about ${Math.round(rowsPerMonth).toLocaleString('en')}`}.
          </p>`;
  const year = rowsPerMonth === undefined ? '' : `, ${money(onePoint * rowsPerMonth * MONTHS, currency)} a year`;
  return html`${pays}
    <p>
      ${percent(0.01)} of the way from this model to one that knows the future is worth ${money(onePoint, currency)} per row${year}: what a
      better model could bring, before what it costs to build.
    </p>`;
}

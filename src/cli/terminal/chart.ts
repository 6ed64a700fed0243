import { cutText, padText, printable, textWidth } from './width.js';

const RISING = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const GROWING = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * One character per value, from the least (`▁`) to the greatest (`█`); a value that is not finite leaves a gap.
 *
 * ```ts
 * sparkline([1, 2, 3, 8]) // '▁▂▃█'
 * ```
 */
export function sparkline(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const span = Math.max(...finite) - low;
  return values
    .map((v) => (Number.isFinite(v) ? RISING[span === 0 ? 0 : Math.round(((v - low) / span) * (RISING.length - 1))] : ' '))
    .join('');
}

/** One character per bin of a histogram, its height the count: an empty bin is `·`, the fullest `█`, and a single row is still seen. */
export function histogramLine(counts: readonly number[]): string {
  const most = Math.max(...counts);
  return counts.map((n) => (n > 0 ? RISING[Math.max(0, Math.ceil((n / most) * RISING.length) - 1)] : '·')).join('');
}

export interface Bar {
  readonly label: string;
  /** Not negative; what is not finite has no bar. */
  readonly value: number;
}

/**
 * Horizontal bars, one line each: label, bar, value. The longest bar takes the room that `width` leaves, in eighths of a character.
 * `format` writes the value (default: as JavaScript does).
 */
export function barChart(bars: readonly Bar[], options: { readonly width: number; readonly format?: (value: number) => string }): string[] {
  const labels = bars.map((b) => printable(b.label));
  const values = bars.map((b) => (options.format ?? String)(b.value));
  const valueWidth = Math.max(0, ...values.map(textWidth));
  const labelWidth = Math.min(Math.max(0, ...labels.map(textWidth)), Math.max(4, Math.floor(options.width * 0.4)));
  const room = Math.max(1, options.width - labelWidth - valueWidth - 3);
  const most = Math.max(0, ...bars.map((b) => b.value).filter(Number.isFinite));
  return bars.map((b, i) => {
    const filled = most > 0 && Number.isFinite(b.value) ? Math.max(0, b.value / most) * room : 0;
    return `${padText(cutText(labels[i], labelWidth), labelWidth)} ${padText(solid(filled), room)}  ${padText(values[i], valueWidth, 'right')}`;
  });
}

function solid(length: number): string {
  const eighths = Math.round(length * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + GROWING[eighths % 8];
}

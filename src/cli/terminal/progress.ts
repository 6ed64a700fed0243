import type { Clock, Progress } from '../../core/index.js';
import { cutText, printable } from './width.js';

const INTERVAL_MS = 100;
const BAR = 20;
const CLEAR = '\r\u001b[2K';

export interface ProgressLine {
  /** Replaces the line. Calls may come as often as they like: the terminal sees at most ten a second, the newest always. */
  readonly show: Progress;
  /** Wipes the line, so that other words can be written. */
  readonly clear: () => void;
}

/**
 * One line that tells how far the work is, for standard error. Without a terminal (`live` false) it writes nothing at all.
 * A last call that comes too soon after the one before is painted a moment later by a timer that does not keep the process alive.
 */
export function progressLine(options: {
  readonly write: (text: string) => void;
  readonly live: boolean;
  readonly width: number;
  readonly clock: Clock;
}): ProgressLine {
  let [shown, last, waiting] = [false, -Infinity, ''];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const draw = (): void => {
    stop();
    options.write(CLEAR + waiting);
    [shown, last] = [true, options.clock()];
  };
  return {
    show: (words, done, total) => {
      if (!options.live) return;
      waiting = cutText(progressText(words, done, total), Math.max(1, options.width - 1));
      const dueInMs = last + INTERVAL_MS - options.clock();
      if (dueInMs <= 0) draw();
      else timer ??= setTimeout(draw, dueInMs).unref();
    },
    clear: () => {
      stop();
      if (shown) options.write(CLEAR);
      shown = false;
    },
  };
}

function progressText(words: string, done?: number, total?: number): string {
  if (done === undefined) return `${printable(words)} …`;
  const share = Math.min(1, Math.max(0, total === undefined ? done : total > 0 ? done / total : 1));
  const filled = Math.round(share * BAR);
  const percent = `${String(Math.floor(share * 100)).padStart(3)}%`;
  return `${percent} ${'━'.repeat(filled)}${'─'.repeat(BAR - filled)} ${printable(words)}${total === undefined ? '' : ` (${done} of ${total})`}`;
}

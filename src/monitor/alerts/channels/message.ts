import { money } from '../../../core/index.js';
import type { Alert, Notice } from '../alert.js';

/** What a channel is given to send. */
export interface NoticeMessage {
  /** Equal in every attempt: a receiver that has seen it may drop it. */
  readonly id: string;
  readonly event: Notice['event'];
  readonly alert: Alert;
}

/** Values of data stand in the words; none of them may begin a line of a log or a header of a mail. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/** The notice in one line: `churn: drift (opened)`. */
export const subjectOf = ({ event, alert }: NoticeMessage): string => oneLine(`${alert.model}: ${alert.rule} (${event})`);

/** The notice in words: what changed, since when, what the model as a whole loses (not this alert's share: several share it), what to do. */
export function textOf({ event, alert }: NoticeMessage): string {
  const { model, version, rule, since, until, text, cost, todo } = alert;
  const subject = `${model}@${version}: "${rule}"`;
  const lines =
    event === 'closed'
      ? [`${subject} is over; it lasted from ${since} to ${until}.`]
      : [
          `${subject} since ${since}.`,
          text,
          ...(cost
            ? [
                `As a whole, ${model}@${version} ${cost.estimated ? 'is estimated to earn' : 'earns'} about ${money(cost.perDay, cost.currency)} a day less than was expected of it.`,
              ]
            : []),
          todo,
        ];
  return lines.map(oneLine).join('\n');
}

import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../schema.js';

/** What was answered: by a model, by one version or all, at or after `from` and before `to`. */
export interface AnswerWindow {
  readonly model: string;
  readonly version?: number;
  readonly from?: number;
  readonly to?: number;
}

/** Where a page begins: after this answer, in the order of time. */
export interface AnswerCursor {
  readonly at: number;
  readonly id: string;
}

type Answers = ExpressionBuilder<Tables, 'mw_predictions' | 'mw_slates'>;

export const inWindow =
  ({ model, version, from, to }: AnswerWindow) =>
  (e: Answers) =>
    e.and([
      e('model', '=', model),
      ...(version === undefined ? [] : [e('version', '=', version)]),
      ...(from === undefined ? [] : [e('at', '>=', from)]),
      ...(to === undefined ? [] : [e('at', '<', to)]),
    ]);

export const isAfter =
  ({ at, id }: AnswerCursor) =>
  (e: Answers) =>
    e.and([e('at', '>=', at), e.or([e('at', '>', at), e('id', '>', id)])]);

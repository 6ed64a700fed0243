import { CONTROL, NEXT, PHASE } from '../../threads/layout.js';
import type { Views } from '../../threads/views.js';
import { END, GATHER, GRAM, MIRROR, NEAREST, PACK, REGRESS, UPDATE, WRITE } from '../layout.js';
import { gram } from './gram.js';
import { nearest } from './nearest.js';
import { regress } from './regress.js';
import { mirror, pack, update, write } from './sweep.js';

const phases: Readonly<Record<number, (views: Views, part: number) => void>> = {
  [GRAM]: gram,
  [PACK]: pack,
  [UPDATE]: update,
  [WRITE]: write,
  [MIRROR]: mirror,
  [NEAREST]: nearest,
  [GATHER]: () => {},
  [REGRESS]: regress,
};

/** Runs all parts of the phase that the control block names. */
export function runPlain(views: Views): void {
  const { i32 } = views;
  const control = CONTROL >>> 2;
  const phase = phases[i32[control + PHASE]];
  for (let part = i32[control + NEXT]; part < i32[control + END]; part++) phase(views, part);
}

import { ARGUMENT, DOUBLES } from '../../../src/kernel/pairs/layout';
import { CONTROL } from '../../../src/kernel/threads/layout';

// @ts-ignore: decorator
@inline
export function word(index: i32): i32 {
  return load<i32>(CONTROL + (index << 2));
}

/** A word that is an address. */
// @ts-ignore: decorator
@inline
export function address(index: i32): usize {
  return load<usize>(CONTROL + (index << 2));
}

// @ts-ignore: decorator
@inline
export function argument(index: i32): i32 {
  return word(ARGUMENT + index);
}

// @ts-ignore: decorator
@inline
export function double(index: i32): f64 {
  return load<f64>(CONTROL + (DOUBLES << 2) + (index << 3));
}

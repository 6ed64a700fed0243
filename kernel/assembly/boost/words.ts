import { ARGUMENT, CHILD, CHILD_DOUBLES, DOUBLES } from '../../../src/kernel/boost/layout';
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
  return load<i32>(CONTROL + ((ARGUMENT + index) << 2));
}

// @ts-ignore: decorator
@inline
export function double(index: i32): f64 {
  return load<f64>(DOUBLES + (index << 3));
}

/** Number `index` of what the search of child `child` knows. */
// @ts-ignore: decorator
@inline
export function known(child: i32, index: i32): f64 {
  return load<f64>(DOUBLES + ((CHILD + child * CHILD_DOUBLES + index) << 3));
}

import { expect } from 'vitest';
import type { MillwrightError } from '../../src/core/index.js';

/** What a call is refused with; fails when it is accepted. */
export function refusal(work: () => unknown): Partial<MillwrightError> {
  try {
    work();
  } catch (error) {
    const { code, message } = error as MillwrightError;
    return { code, message };
  }
  return expect.fail('was accepted');
}

import type { SourceCase } from './source/case.js';
import { identityCases } from './source/identity.js';
import { readingCases } from './source/reading.js';
import { refusingCases } from './source/refusing.js';

/** Everything that a source of rows promises, wherever the rows lie. */
export const sourceCases: readonly SourceCase[] = [...readingCases, ...refusingCases, ...identityCases];

export type { SourceCase, SourceRow, SourceSubject } from './source/case.js';

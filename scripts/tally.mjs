// Counts what `npm test` ran: one outcome per step and per test.

/**
 * The outcomes in a report of Vitest. A file that could not run is one failure; so is a run that ended badly without
 * a failed test (an unhandled error, a crash, no matching file), or that left no report.
 */
export function counted(report, exitCode) {
  const outcomes = (report?.testResults ?? []).flatMap((file) => {
    const tests = file.assertionResults.map((test) => ({
      name: `${shortName(file.name)} > ${test.fullName}`,
      status: statusOf(test.status),
    }));
    const broken = file.status === 'failed' && !tests.some((test) => test.status === 'failed');
    return broken ? [...tests, { name: `${shortName(file.name)} (${firstLine(file.message)})`, status: 'failed' }] : tests;
  });
  const silent = exitCode !== 0 && !outcomes.some((o) => o.status === 'failed');
  return silent ? [...outcomes, { name: `vitest ended with exit code ${exitCode}`, status: 'failed' }] : outcomes;
}

const statusOf = (status) => (status === 'passed' || status === 'failed' ? status : 'skipped');
const shortName = (file) => file.replaceAll('\\', '/').replace(/^.*?\/(?=(?:src|test|examples|bench)\/)/, '');
const firstLine = (text) => (text || 'the file did not run').split('\n')[0];

/** Names of what failed and what was skipped, and the closing line. */
export function tally(outcomes) {
  const named = (status) => outcomes.filter((o) => o.status === status).map((o) => o.name);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(named);
  return { failed, skipped, line: `${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped` };
}

/** What a run of checks and tests came to. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @param {Tally[]} tallies @returns {Tally} */
export function addUp(tallies) {
  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** Checks count one each. @param {PromiseSettledResult<unknown>[]} checks @returns {Tally} */
export function ofSettled(checks) {
  const failed = checks.filter(({ status }) => status === 'rejected').length;
  return { passed: checks.length - failed, failed, skipped: 0 };
}

/**
 * A file that could not be loaded fails once, whatever it holds. Without a report, or when Jest fails for another reason than a test,
 * that is a failure too.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numRuntimeErrorTestSuites: number } | null} report
 * @param {number | null} code Jest's exit code
 * @returns {Tally}
 */
export function ofJest(report, code) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {Tally} tally */
export function inALine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * A Jest reporter that writes the counts and nothing else. Jest's own `--json` holds every error whole and writes no file at all when one
 * of them refers to itself.
 */
import { writeFileSync } from 'node:fs';

export const TALLY_FILE = 'JEST_TALLY_FILE';

const COUNTS = ['numPassedTests', 'numFailedTests', 'numPendingTests', 'numTodoTests', 'numRuntimeErrorTestSuites'];

/** Jest asks for a class, and for a default export. */
export default class JestTally {
  onRunComplete(_contexts, results) {
    const file = process.env[TALLY_FILE];
    if (file) writeFileSync(file, JSON.stringify(Object.fromEntries(COUNTS.map((count) => [count, results[count]]))));
  }
}

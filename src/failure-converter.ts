/** Failures' messages and stack traces go into the encrypted part too. A module of its own: Temporal loads it by path, in the workflow sandbox as well. */
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });

/** Published views as they are written, on every instance, from a change stream of the read model. */
import { setTimeout as pause } from 'node:timers/promises';
import mongoose, { type Model } from 'mongoose';
import type { Logger } from 'pino';
import type { InquirySummary } from '../domain/inquiry.ts';
import { summaryOf, type InquiryRow } from './inquiry-row.ts';

/** The oplog no longer reaches back to the position, or does not know it (server's error_codes.yml). */
const lostPositions = new Set([136, 260, 280, 286]);

/** Ends with the signal. After any error it goes on where it was, or, where the oplog has forgotten that, from now. */
export async function* watchInquiries(
  model: Model<InquiryRow>,
  signal: AbortSignal,
  log: Logger,
): AsyncGenerator<InquirySummary> {
  let position: mongoose.mongo.ResumeToken;
  while (!signal.aborted) {
    const stream = model.collection.watch<InquiryRow>(
      [{ $match: { operationType: { $in: ['insert', 'replace'] } } }],
      position ? { resumeAfter: position } : {},
    );
    const stop = () => void stream.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const change of stream) {
        position = stream.resumeToken;
        if ('fullDocument' in change && change.fullDocument) yield summaryOf(change.fullDocument);
      }
    } catch (error) {
      if (signal.aborted) return;
      const code = error instanceof mongoose.mongo.MongoServerError ? Number(error.code) : 0;
      position = lostPositions.has(code) ? undefined : (stream.resumeToken ?? position);
      log.warn({ err: String(error) }, 'the stream of published inquiries broke and is opened again');
      await pause(1000, undefined, { signal }).catch(() => undefined);
    } finally {
      signal.removeEventListener('abort', stop);
      await stream.close();
    }
  }
}

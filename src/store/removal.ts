/** Takes an inquiry and all that belongs to it away, and leaves a line that says so. */
import type { Aliases } from './aliases.ts';
import type { Audit } from './audit.ts';
import type { Drafts } from './drafts.ts';
import type { Files } from './files.ts';
import type { Inquiries } from './inquiries.ts';
import type { Kpis } from './kpis.ts';
import type { Lines } from './lines.ts';
import type { Mails } from './mails.ts';
import type { Outbox } from './outbox.ts';
import type { Readings } from './readings.ts';
import type { Steps } from './steps.ts';

interface Parts {
  aliases: Aliases;
  audit: Audit;
  drafts: Drafts;
  files: Files;
  inquiries: Inquiries;
  kpis: Kpis;
  lines: Lines;
  mails: Mails;
  outbox: Outbox;
  readings: Readings;
  steps: Steps;
}

/** What others are found by goes last, so that a removal cut short is finished by the next try. */
export async function removeInquiry(parts: Parts, id: string, by: string): Promise<void> {
  await parts.kpis.catchUp([id]);
  await parts.mails.handOn(id, async (other) => (await parts.inquiries.port.find(other)) !== null);
  const mails = await parts.mails.port.idsOf(id);
  await parts.readings.removeOf(mails);
  await Promise.all([
    parts.files.removeOf(id),
    parts.lines.removeOf(id),
    parts.drafts.removeOf(id),
    parts.outbox.removeOf(id),
    parts.steps.removeOf(id),
    parts.aliases.forgetMailsOf(id),
  ]);
  await parts.mails.removeOf(id);
  await parts.inquiries.removeRow(id);
  await parts.audit.note({ what: 'inquiry removed', about: id, by, details: { mails: mails.length } });
}

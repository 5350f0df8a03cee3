/** The store: one connection, one room per noun. */
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import { aliases } from './aliases.ts';
import { audit } from './audit.ts';
import { openConnection } from './connection.ts';
import type { Store } from './contract.ts';
import { drafts } from './drafts.ts';
import { atEdge } from './edge.ts';
import { ended } from './ended.ts';
import { erasure } from './erasure.ts';
import { facts } from './facts.ts';
import { files } from './files.ts';
import { inquiries } from './inquiries.ts';
import { kpis } from './kpis.ts';
import { lines } from './lines.ts';
import { mails } from './mails.ts';
import { buildCollections } from './model.ts';
import { openings } from './openings.ts';
import { outbox } from './outbox.ts';
import { people } from './people.ts';
import { readings } from './readings.ts';
import { removeInquiry } from './removal.ts';
import { settings } from './settings.ts';
import { steps } from './steps.ts';
import { watchInquiries } from './watch.ts';

/** `connection` is for the embedded connectors alone: they keep their own collections beside the store's. */
export interface ConnectedStore extends Store {
  connection: Connection;
}

/** Connects, or rejects with Failure `Unavailable` after 5 s. Collections and indexes are built by `setUp()`, not here. */
export async function connectStore({ uri, log }: { uri: string; log: Logger }): Promise<ConnectedStore> {
  const connection = await openConnection(uri, log);
  const parts = {
    aliases: aliases(connection),
    audit: audit(connection),
    drafts: drafts(connection),
    files: files(connection),
    lines: lines(connection),
    outbox: outbox(connection),
    readings: readings(connection),
    steps: steps(connection),
  };
  const rows = { ...parts, mails: mails(connection, parts.files), inquiries: inquiries(connection, parts) };
  const kept = { ...rows, kpis: kpis(connection, rows) };

  const store: Store = {
    setUp: async () => {
      await buildCollections(connection);
      await kept.files.setUp();
    },
    close: () => connection.close(),
    ping: () => ping(connection),
    files: kept.files.port,
    mails: kept.mails.port,
    openings: openings(connection),
    readings: kept.readings.port,
    inquiries: {
      ...kept.inquiries.port,
      remove: (id, by) => removeInquiry(kept, id, by),
      watch: (signal) => watchInquiries(kept.inquiries.model, signal, log),
    },
    lines: kept.lines.port,
    drafts: kept.drafts.port,
    outbox: kept.outbox.port,
    aliases: kept.aliases.port,
    kpis: kept.kpis.port,
    ended: ended(parts),
    erasure: erasure(connection, kept),
    settings: settings(connection),
    people: people(connection),
    facts: facts(connection),
  };
  return { ...atEdge(store), connection };
}

/** The driver waits up to 5 s for a server; a health check has 2. */
async function ping(connection: Connection): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Failure('Unavailable', 'The database does not answer')), 1900);
  });
  try {
    await Promise.race([connection.getClient().db().command({ ping: 1 }), late]);
  } finally {
    clearTimeout(timer);
  }
}

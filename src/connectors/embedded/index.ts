/** The embedded company: everything it offers, on the store's connection. */
import { buildCollections } from '../../store/model.ts';
import { atEdge } from '../../store/edge.ts';
import type { ConnectedStore } from '../../store/index.ts';
import type { CrmPort } from '../crm.ts';
import type { MailPort } from '../mail.ts';
import type { SalesPort } from '../sales.ts';
import { collections } from './collections.ts';
import { readCompanyFolder } from './company.ts';
import { embeddedCrm } from './crm.ts';
import { ledger } from './ledger.ts';
import { loadCompany, type LoadedCompany } from './load.ts';
import { embeddedMailbox } from './mailbox.ts';
import { embeddedSales } from './sales.ts';

export interface Embedded {
  mailbox: MailPort;
  crm: CrmPort;
  sales: SalesPort;
  /** Builds its collections and indexes; safe to run again. */
  setUp: () => Promise<void>;
  /**
   * Loads a company's folder unless exactly it is loaded already. On a running installation readers notice by
   * `catalogueVersion`. Throws `Invalid` with the file, line and column that is wrong; then nothing was changed.
   */
  load: (dir: string) => Promise<{ loaded: boolean; company: LoadedCompany }>;
}

export function createEmbedded(store: ConnectedStore): Embedded {
  const { connection } = store;
  const rows = collections(connection);
  const desk = { connection, collections: rows, ledger: ledger(rows), store };
  return atEdge({
    mailbox: embeddedMailbox({ store }),
    crm: embeddedCrm(rows),
    sales: embeddedSales(desk),
    setUp: () => buildCollections(connection),
    load: async (dir: string) => loadCompany(await readCompanyFolder(dir), { collections: rows, store }),
  });
}

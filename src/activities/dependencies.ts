/** What activities work with: ports as types, given once at start-up. */
import type { Logger } from 'pino';
import type { CrmPort } from '../connectors/crm.ts';
import type { MailPort } from '../connectors/mail.ts';
import type { SalesPort } from '../connectors/sales.ts';
import type { Documents } from '../documents/contract.ts';
import type { Intake } from '../intake/contract.ts';
import type { ReadingService } from '../reading/contract.ts';
import type { Store } from '../store/contract.ts';

export interface Dependencies {
  store: Store;
  crm: CrmPort;
  sales: SalesPort;
  mail: MailPort;
  reading: ReadingService;
  documents: Documents;
  intake: Intake;
  log: Logger;
}

export type { DocumentKey } from '../domain/inquiry.ts';

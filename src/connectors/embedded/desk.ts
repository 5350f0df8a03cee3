/** What the sales system's verbs work with. */
import type { Connection } from 'mongoose';
import type { Store } from '../../store/contract.ts';
import type { Collections } from './collections.ts';
import type { Ledger } from './ledger.ts';

export interface Desk {
  connection: Connection;
  collections: Collections;
  ledger: Ledger;
  store: Pick<Store, 'settings' | 'facts'>;
}

/** What each mail says, as the reader left it. A mail read again replaces its reading. */
import type { Connection } from 'mongoose';
import type { ReadLine, Reading } from '../domain/reading.ts';
import type { Store } from './contract.ts';
import { declare, Plain } from './model.ts';
import { sheets } from './sheets.ts';

interface Row {
  /** The mail's id. */
  _id: string;
  reading: Omit<Reading, 'lines'>;
}

export function readings(connection: Connection) {
  const model = declare<Row>(connection, { collection: 'readings', fields: { _id: String, reading: Plain } });
  const readLines = sheets<ReadLine>(connection, 'reading-lines');

  const port: Store['readings'] = {
    keep: async (mail, { lines, ...reading }) => {
      await readLines.replace(mail, lines);
      await model.replaceOne({ _id: mail }, { _id: mail, reading }, { upsert: true });
    },
    find: async (mail) => {
      const [row, lines] = await Promise.all([model.findById(mail).lean<Row | null>(), readLines.of(mail)]);
      return row && { ...row.reading, lines };
    },
  };
  return {
    port,
    removeOf: async (mails: string[]): Promise<void> => {
      await model.deleteMany({ _id: { $in: mails } });
      await readLines.remove(mails);
    },
  };
}

export type Readings = ReturnType<typeof readings>;

/** What each mail says, as the reader left it. A mail read again replaces its reading. */
import type { Connection } from 'mongoose';
import type { ReadLine, Reading } from '../domain/reading.ts';
import type { Store } from './contract.ts';
import { declare, Plain } from './model.ts';
import { recent } from './recent.ts';
import { sheets } from './sheets.ts';

/** An inquiry's steps ask for the same few readings again and again. */
const MOST_KEPT = 200;

interface Row {
  /** The mail's id. */
  _id: string;
  reading: Omit<Reading, 'lines'>;
}

export function readings(connection: Connection) {
  const model = declare<Row>(connection, { collection: 'readings', fields: { _id: String, reading: Plain } });
  const readLines = sheets<ReadLine>(connection, 'reading-lines');

  /** A mail is read again only when its first reading was cut short, so what another process kept is the same. */
  const kept = recent<Reading>(MOST_KEPT);

  const port: Store['readings'] = {
    keep: async (mail, reading) => {
      const { lines, ...rest } = reading;
      await readLines.replace(mail, lines);
      await model.replaceOne({ _id: mail }, { _id: mail, reading: rest }, { upsert: true });
      kept.keep(mail, reading);
    },
    find: async (mail) => {
      const known = kept.find(mail);
      if (known) return structuredClone(known);
      const [row, lines] = await Promise.all([model.findById(mail).lean<Row | null>(), readLines.of(mail)]);
      return row && structuredClone(kept.keep(mail, { ...row.reading, lines }));
    },
  };
  return {
    port,
    removeOf: async (mails: string[]): Promise<void> => {
      kept.drop((_, mail) => mails.includes(mail));
      await model.deleteMany({ _id: { $in: mails } });
      await readLines.remove(mails);
    },
  };
}

export type Readings = ReturnType<typeof readings>;

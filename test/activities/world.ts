/** Activities over a real store and the embedded company; mail, reading and documents behave as the test says. */
import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { ulid } from 'ulid';
import { createActivities, type Dependencies } from '../../src/activities/index.ts';
import type { OutgoingMail, SentMail } from '../../src/connectors/mail.ts';
import { statementWarnings } from '../../src/documents/statement-check.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { CatalogueChange, Kind, Reading, ReadLine } from '../../src/domain/reading.ts';
import type { DocumentPut, SalesDocument } from '../../src/domain/sales.ts';
import type { ApplicationFailure } from '@temporalio/common';
import { companyFolder, files, type Files } from '../connectors/embedded/company-folder.ts';
import { embeddedCompany } from '../connectors/embedded/embedded-company.ts';
import { aMail } from '../store/examples.ts';

const read = <T>(value: T, confidence = 0.9) => ({ value, confidence, reason: 'it says so', evidence: [] });

export const aLine = (
  id: string,
  item: string | null,
  quantity: string | null,
  more: Partial<ReadLine> = {},
): ReadLine => ({
  id,
  text: `${quantity ?? 'some'} ${item ?? 'things'}`,
  action: null,
  status: item === null ? 'unknown' : 'matched',
  item,
  candidates: [],
  quantity,
  unit: null,
  confidence: 0.9,
  reason: 'by its number',
  sure: true,
  evidence: [],
  ...more,
});

export const aReading = (lines: ReadLine[], more: Partial<Reading> & { of?: Kind } = {}): Reading => {
  const { of = 'inquiry', ...rest } = more;
  return {
    reader: 'rules',
    kind: read(of),
    language: read('en'),
    visibleText: 'Please quote.',
    lines,
    requestedDate: null,
    shipTo: null,
    reference: null,
    signature: null,
    notes: [],
    ...rest,
  };
};
export { read };

/** A mail system of one outgoing server. What it has delivered is in `delivered`, however its answers went. */
export function fakeMailSystem() {
  const delivered: OutgoingMail[] = [];
  const sent = new Map<string, SentMail>();
  const system = {
    /** `before`: nothing happened; `refused`: it never will; `lost`: delivered, the answer lost. */
    trouble: null as 'before' | 'refused' | 'lost' | 'bug after delivery' | null,
    cannotLook: false,
    looked: 0,
    slowMs: 0,
  };
  const port: Dependencies['mail'] = {
    compose: async ({ messageId }) => Buffer.from(`Message-ID: ${messageId}\r\n\r\nshadow\r\n`),
    send: async (mail) => {
      if (system.trouble === 'before') throw new Failure('ConnectorAway', 'The mail server does not answer.');
      if (system.trouble === 'refused') throw new Failure('ConnectorRefused', 'The mail server refuses the sender.');
      await new Promise((resolve) => setTimeout(resolve, system.slowMs));
      delivered.push(mail);
      const kept = {
        messageId: mail.messageId,
        at: new Date().toISOString(),
        raw: Buffer.from(`Message-ID: ${mail.messageId}\r\n\r\n`),
      };
      sent.set(mail.messageId, kept);
      if (system.trouble === 'lost') throw new Failure('SendUnclear', 'The connection broke before the answer.');
      if (system.trouble === 'bug after delivery') throw new TypeError('x is not a function');
      return kept;
    },
    findSent: async (messageId) => {
      system.looked++;
      if (system.cannotLook) throw new Failure('ConnectorAway', 'The mail server does not answer.');
      return sent.get(messageId) ?? null;
    },
  };
  return { port, system, delivered };
}

export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

export async function activitiesWorld(changes: Files = {}, company: object = {}) {
  const embedded = await embeddedCompany({ ...files, ...changes }, company);
  const { store } = embedded;
  const mail = fakeMailSystem();
  const reading = {
    says: aReading([]) as Reading | Failure | Error,
    version: null as string | null,
    loads: 0,
    changes: [] as CatalogueChange[],
    contexts: [] as unknown[],
  };
  const documents = {
    printed: [] as string[],
    fails: null as Failure | null,
    replies: [] as Parameters<Dependencies['documents']['reply']>[0][],
  };
  const dependencies: Dependencies = {
    store,
    crm: embedded.crm,
    sales: embedded.sales,
    mail: mail.port,
    reading: {
      read: async (_mail, _raw, context) => {
        reading.contexts.push(context);
        if (reading.says instanceof Error) throw reading.says;
        return reading.says;
      },
      useCatalogue: async (version) => {
        reading.loads++;
        reading.version = version;
      },
      changeCatalogue: async (version, change) => {
        reading.changes.push(change);
        reading.version = version;
        return true;
      },
      catalogueVersion: () => reading.version,
      parse: async () => Promise.reject(new Error('not asked here')),
      close: async () => undefined,
    },
    documents: {
      html: ({ number, revision }) => `<h1>${number}/${revision}</h1>`,
      pdf: async (html) => {
        if (documents.fails) throw documents.fails;
        documents.printed.push(html);
        return Buffer.from(`%PDF ${html}`);
      },
      reply: (input) => {
        documents.replies.push(input);
        return { subject: `Re: ${input.answered?.subject}`, html: '<p>Here it is</p>', text: 'Here it is' };
      },
      statementWarnings,
      close: async () => undefined,
    },
    intake: {
      receive: async () => Promise.reject(new Error('not asked here')),
      open: async () => Promise.reject(new Error('not asked here')),
      part: async () => Promise.reject(new Error('not asked here')),
      writeAfter: async () => Promise.reject(new Error('not asked here')),
      merge: async () => undefined,
      begin: async () => undefined,
      drive: async () => 3,
    },
    log: pino({ level: 'silent' }),
  };

  /** A stored mail of this inquiry, read as given. */
  const mailIn = async (inquiry: string, says: Reading | null = null, more: Parameters<typeof aMail>[0] = {}) => {
    const kept = await store.mails.keep(
      aMail({ from: { name: 'Anna', address: 'anna@boats.example' }, ...more }),
      Buffer.from(`Subject: ${ulid()}\r\n\r\nPlease quote.`),
      { inquiry },
    );
    const row = kept!.mail;
    if (says) await store.readings.keep(row.id, says);
    return row;
  };
  const customer = {
    account: 'A1',
    name: 'Boats BV',
    contact: 'Anna Bakker',
    email: 'anna@boats.example',
    registered: true,
  };
  const act = createActivities(dependencies);

  /** Where nothing speaks against it. */
  type Build = Parameters<typeof act.buildQuote>[0];
  const quoteMade = async (input: Omit<Build, 'overrides'> & Partial<Build>) => {
    const made = await act.buildQuote({ overrides: [], ...input });
    if ('trouble' in made) throw new Error(made.trouble.sentence);
    return made;
  };

  /** A quote for these lines, through the activities themselves. */
  const quoteFor = async (lines: ReadLine[], account = 'A1') => {
    const inquiry = ulid();
    const row = await mailIn(inquiry, aReading(lines));
    const mails = [row.id];
    const found = await act.checkItems({
      inquiry,
      mails,
      account,
      quote: null,
      overrides: [],
      wishes: {},
      onlyAvailable: false,
    });
    const made = await quoteMade({
      inquiry,
      mails,
      customer: { ...customer, account },
      language: 'en',
      quote: null,
      key: `${inquiry}.s5`,
      wishes: {},
      overrides: [],
    });
    const { number, revision, hash } = made.ref;
    return { inquiry, mail: row.id, found, made, quote: { number, revision, hash } };
  };

  /** A draft with the quote's PDF, ready to be sent. */
  const draftOf = async (made: Awaited<ReturnType<typeof quoteFor>>) => {
    const { inquiry, mail: answered, quote } = made;
    const { file } = await act.renderDocument({ inquiry, kind: 'quote', number: quote.number });
    const draft = `${inquiry}.s9`;
    await act.draftReply({
      inquiry,
      draft,
      about: 'quote',
      mail: answered,
      language: 'en',
      contact: 'Anna',
      wishes: {},
      document: { kind: 'quote', ...quote, file },
    });
    return { inquiry, draft, file };
  };

  const put = async (number: string, change: (document: SalesDocument) => Partial<DocumentPut> = () => ({})) => {
    const now = (await embedded.sales.quote(number))!;
    const lines = now.lines.map(({ id, item, quantity, unit }) => ({ id, item, quantity, unit }));
    return await embedded.sales.put('quote', number, { lines, ...change(now) }, { expected: now.revision });
  };

  return {
    ...embedded,
    mail,
    reading,
    documents,
    dependencies,
    act,
    mailIn,
    customer,
    quoteMade,
    quoteFor,
    draftOf,
    put,
    drop: () => store.drop(),
  };
}

export type ActivitiesWorld = Awaited<ReturnType<typeof activitiesWorld>>;

/** What an activity threw, as Temporal gets it. */
export async function failureOf(promise: Promise<unknown>): Promise<ApplicationFailure> {
  const outcome = await promise.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
  return outcome as ApplicationFailure;
}

export { companyFolder };

/** Parts that the API is built over in its tests: a store in memory, a sales system with one quote, a Temporal client that answers as told. */
import { Readable } from 'node:stream';
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { ulid } from 'ulid';
import { buildApi } from '../../src/api/app.ts';
import type { Dependencies } from '../../src/api/dependencies.ts';
import type { Alias, AliasOwner } from '../../src/domain/alias.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { InquiryHead, InquirySummary } from '../../src/domain/inquiry.ts';
import type { Fact } from '../../src/domain/kpis.ts';
import type { Mail } from '../../src/domain/mail.ts';
import type { Account, Contact, Item, SalesDocument } from '../../src/domain/sales.ts';
import { defaultPolicy } from '../../src/domain/default-policy.ts';
import type { Company } from '../../src/domain/settings.ts';
import type { Role, SettingsVersion, Store, StoredFile } from '../../src/store/contract.ts';

export const INQUIRY = '01JD8ZK3M4N5P6Q7R8S9T0V1W2';
export const OTHER = '01JD8ZK3M4N5P6Q7R8S9T0V1W3';
export const MAIL = '01JD8ZK3M4N5P6Q7R8S9T0V1W4';

export const quote: SalesDocument = {
  kind: 'quote',
  number: 'Q-000123',
  revision: 2,
  hash: 'h2',
  status: 'open',
  inquiry: INQUIRY,
  quote: null,
  account: { number: 'A1', name: 'Rower & Söhne', address: { city: 'Lyon', country: 'FR' }, vatId: null },
  contact: { name: 'Ann', email: 'ann@rower.example' },
  language: 'fr',
  currency: 'EUR',
  reference: null,
  requestedDate: '2026-12-01',
  shipTo: null,
  lines: [
    {
      id: 'l1',
      item: 'BOLT-8',
      description: 'Bolt 8 mm',
      quantity: '12',
      unit: 'EA',
      unitPrice: '2.50',
      discountPercent: '0',
      total: '30.00',
    },
  ],
  discountPercent: '0',
  subtotal: '30.00',
  discount: '0.00',
  taxes: [],
  total: '30.00',
  validUntil: '2026-12-22',
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:00.000Z',
};

/** What the workflow answers with. */
export const head: InquiryHead & { draftId: string | null } = {
  id: INQUIRY,
  subject: 'Boulons',
  mailbox: 'sales@ours.example',
  language: 'fr',
  createdAt: '2026-11-22T10:00:00.000Z',
  updatedAt: '2026-11-22T10:00:05.000Z',
  version: 5,
  status: 'waiting-for-review',
  attention: true,
  outcome: null,
  assignee: null,
  snoozedUntil: null,
  follows: null,
  linked: [],
  review: {
    step: 's7',
    kind: 'outgoing',
    about: { draft: 'd1' },
    reason: null,
    since: '2026-11-22T10:00:05.000Z',
    allowed: ['confirm', 'edit', 'skip', 'stop'],
    edits: ['draft'],
    choices: [],
  },
  customer: { account: 'A1', name: 'Rower & Söhne', contact: 'C1', email: 'ann@rower.example', registered: true },
  quote: {
    number: 'Q-000123',
    revision: 2,
    hash: 'h2',
    total: '30.00',
    currency: 'EUR',
    validUntil: '2026-12-22',
    file: 'f1',
  },
  order: null,
  policy: { version: 1, shadow: false },
  draftId: 'd1',
};

export const summary: InquirySummary & { draftId: string | null } = {
  ...head,
  lines: [
    {
      id: 'l1',
      text: '12 boulons de 8',
      status: 'matched',
      item: 'BOLT-8',
      description: 'Bolt 8 mm',
      quantity: '12',
      unit: 'EA',
      sure: true,
      confidence: 0.97,
      reason: 'the number is the item’s',
      candidates: [],
      stock: 'available',
      unitPrice: '2.50',
      total: '30.00',
    },
  ],
  lineCount: 1,
  draft: { id: 'd1', to: ['ann@rower.example'], cc: [], subject: 'Re: Boulons', attachments: [], warnings: [] },
};

export const mail: Mail = {
  id: MAIL,
  direction: 'in',
  mailbox: 'sales@ours.example',
  disposition: 'inquiry',
  reason: null,
  inquiry: INQUIRY,
  messageId: '<1@rower.example>',
  inReplyTo: null,
  references: [],
  from: { name: 'Ann', address: 'ann@rower.example' },
  to: [{ name: '', address: 'sales@ours.example' }],
  cc: [],
  subject: 'Boulons',
  date: '2026-11-22T10:00:00.000Z',
  receivedAt: '2026-11-22T10:00:00.000Z',
  text: '12 boulons de 8',
  attachments: [],
  bytes: 300,
  sending: null,
};

export const company: Company = {
  name: 'Ours',
  mailbox: 'sales@ours.example',
  address: { city: 'Bern', country: 'CH' },
  currency: 'EUR',
  language: 'en',
  languages: ['en', 'fr', 'de'],
  timeZone: 'Europe/Zurich',
  tax: 'none',
  quoteValidityDays: 30,
};

const item = (number: string, rest: Partial<Item> = {}): Item => ({
  number,
  description: number,
  unit: 'EA',
  sellable: true,
  soldUntil: null,
  successor: null,
  listPrice: '2.50',
  currency: 'EUR',
  ...rest,
});
const items = [
  item('BOLT-8'),
  item('OLD-1', { soldUntil: '2020-01-01', successor: 'BOLT-8' }),
  item('PART-1', { sellable: false }),
];

/** What lives in the store; tests change it to make their case. */
export function state() {
  return {
    inquiries: new Map<string, InquirySummary & { draftId: string | null }>([[INQUIRY, structuredClone(summary)]]),
    mails: new Map<string, Mail>([[MAIL, mail]]),
    files: new Map<string, StoredFile & { content: Buffer }>([
      [
        'f1',
        {
          id: 'f1',
          name: 'Devis "é" №1.pdf',
          type: 'application/pdf',
          bytes: 8,
          sha256: 'abc',
          inquiry: INQUIRY,
          document: null,
          content: Buffer.from('%PDF-1.7'),
        },
      ],
    ]),
    quote: structuredClone(quote),
    people: new Map<string, { id: string; name: string; role: Role }>(
      (['reader', 'reviewer', 'admin'] as const).map((role) => [role, { id: role, name: `The ${role}`, role }]),
    ),
    settings: { policy: defaultPolicy, company: {}, at: null, by: null } as SettingsVersion,
    removed: [] as string[],
    /** Addresses, in their order. */
    erased: [] as string[],
    aliases: new Map<string, Alias>(),
    facts: [] as Fact[],
    followed: null as string | null,
    told: [] as string[],
    published: [] as InquirySummary[],
  };
}
export type State = ReturnType<typeof state>;

function storeOf(now: State): Dependencies['store'] {
  const found = <T>(value: T | undefined) => Promise.resolve(value ?? null);
  const parts = {
    ping: async () => undefined,
    files: {
      find: (id: string) => found(now.files.get(id)),
      open: (id: string) => Readable.from([now.files.get(id)?.content ?? '']),
    },
    mails: {
      find: (id: string) => found(now.mails.get(id)),
      raw: async (id: string) => (now.mails.has(id) ? Buffer.from('Subject: x\r\n\r\n') : null),
      list: async () => ({ items: [...now.mails.values()], next: null }),
    },
    inquiries: {
      find: (id: string) => found(now.inquiries.get(id)),
      timeline: async () => [
        {
          step: 's1',
          kind: 'mail-received',
          status: 'done',
          at: summary.createdAt,
          by: 'customer',
          summary: 'A mail came.',
        },
        { step: 's7', kind: 'review', status: 'waiting', at: summary.updatedAt, by: 'system', summary: 'Waits.' },
      ],
      related: async (id: string, others: string[]) =>
        [...now.inquiries.values()].filter((one) => one.follows === id || others.includes(one.id)),
      list: async (_filter: object, { limit }: { limit: number }) => ({
        items: [...now.inquiries.values()].slice(0, limit),
        next: null,
      }),
      totals: async () => {
        const running = [...now.inquiries.values()].filter(({ status }) => status !== 'ended').length;
        return { inquiries: running, quotes: running, orders: 0, drafts: running };
      },
      attention: async () => ({ count: 1, byKind: { outgoing: 1 }, oldest: summary.updatedAt }),
      remove: async (id: string, by: string) => {
        now.removed.push(`${id} by ${by}`);
      },
      async *watch(signal: AbortSignal) {
        while (!signal.aborted) {
          const next = now.published.shift();
          if (next) yield next;
          else await new Promise((resolve) => setTimeout(resolve, 5));
        }
      },
    },
    lines: { of: async (id: string) => now.inquiries.get(id)?.lines ?? [] },
    drafts: {
      find: async (id: string) => ({
        ...summary.draft,
        id,
        body: '<p>Bonjour</p>',
        text: 'Bonjour',
        inquiry: INQUIRY,
        inReplyTo: null,
        references: [],
        document: null,
      }),
    },
    settings: {
      policy: async () => now.settings.policy,
      company: async () => ({ ...company, ...now.settings.company }),
      change: async ({ policy, company }, { expected, by }) => {
        if (now.settings.policy.version !== expected) throw new Failure('VersionMismatch');
        now.settings = {
          policy: { ...(policy ?? now.settings.policy), version: expected + 1 },
          company: company ?? now.settings.company,
          at: '2026-11-22T10:00:00.000Z',
          by,
        };
        return now.settings;
      },
      versions: async () => [now.settings],
      version: async (version) => (now.settings.policy.version === version ? now.settings : null),
    } satisfies Partial<Store['settings']>,
    aliases: {
      list: async () => ({ items: [...now.aliases.values()], next: null }),
      find: (id: string) => found(now.aliases.get(id)),
      learn: async ({ source: _, ...alias }: Parameters<Store['aliases']['learn']>[0]) => {
        const same = [...now.aliases.values()].find(({ words, item }) => words === alias.words && item === alias.item);
        if (same) return { alias: same, isNew: false };
        const made = { ...alias, id: ulid(), at: summary.createdAt, revoked: null };
        now.aliases.set(made.id, made);
        return { alias: made, isNew: true };
      },
      move: async (id: string, owner: AliasOwner) => {
        const alias = now.aliases.get(id);
        if (!alias || alias.revoked) return null;
        now.aliases.set(id, { ...alias, ...owner });
        return now.aliases.get(id);
      },
      revoke: async (id: string, by: string) => {
        const alias = now.aliases.get(id)!;
        now.aliases.set(id, { ...alias, revoked: { by, at: summary.updatedAt, replacedBy: null } });
        return now.aliases.get(id);
      },
    },
    ended: {
      noteClosed: async (_inquiry, { summary }) => void now.told.push(summary),
      followUp: async (_inquiry, { next }) => (now.followed ??= next),
      followedUp: async () => now.followed,
      noteStopAll: async (stopped, by) => void now.told.push(`${stopped} stopped by ${by}`),
    } satisfies Store['ended'],
    erasure: {
      inquiriesOf: async (address) => ({
        running: address === 'ann@rower.example' ? [INQUIRY] : [],
        ended: address === 'ann@rower.example' ? [{ id: OTHER, documents: ['Q-000123'] }] : [],
      }),
      eraseAddress: async (address, { except }) => {
        now.erased.push(address);
        return { mails: 10 - except.length, mentions: 2, aliases: 1 };
      },
      noteErased: async (_contact, told) => void now.told.push(JSON.stringify(told)),
    } satisfies Store['erasure'],
    kpis: {
      catchUp: async () => undefined,
      async *facts() {
        yield* now.facts;
      },
    } satisfies Store['kpis'],
    people: {
      byToken: (token: string) => found(now.people.get(token)),
      add: async (person: { name: string; role: Role }) => {
        const added = { id: `p${now.people.size}`, ...person };
        now.people.set(added.id, added);
        return added;
      },
      giveToken: async (person: string) => {
        if (!now.people.has(person)) throw new Failure('NotFound', `There is no person ${person}`);
        return 'a new token';
      },
      list: async () => [...now.people.values()],
    },
  };
  return parts as unknown as Store;
}

export type Update = (name: string, options: { args: [Record<string, unknown>]; updateId: string }) => Promise<unknown>;

/** A client whose workflows answer updates with `update`. */
export function temporalOf(update: Update, describe: () => Promise<unknown> = async () => ({})): Client {
  const client = {
    withDeadline: async (_deadline: number, run: () => Promise<unknown>) => run(),
    workflow: {
      getHandle: () => ({
        executeUpdate: ({ name }: { name: string }, options: Parameters<Update>[1]) => update(name, options),
        describe,
      }),
    },
    workflowService: { getSystemInfo: async () => ({}), deleteWorkflowExecution: async () => ({}) },
  };
  return client as unknown as Client;
}

export function dependenciesOf(now: State, rest: Partial<Dependencies> = {}): Dependencies {
  return {
    config: {
      publicUrl: 'http://127.0.0.1:8080',
      codecSecret: null,
      temporal: { address: '127.0.0.1:7233', namespace: 'default', uiUrl: 'http://127.0.0.1:8233' },
    },
    store: storeOf(now),
    sales: {
      items: async (numbers: string[]) => items.filter(({ number }) => numbers.includes(number)),
      quote: async (number: string, revision = now.quote.revision) =>
        number === now.quote.number && revision === now.quote.revision ? now.quote : null,
      order: async () => null,
      put: async (_kind: string, _number: string, change: { requestedDate?: string | null }) => {
        now.quote = { ...now.quote, revision: now.quote.revision + 1, requestedDate: change.requestedDate ?? null };
        return now.quote;
      },
    } as unknown as Dependencies['sales'],
    crm: {
      account: async (number: string) => (number === 'A1' ? ({ number, name: 'Rower & Söhne' } as Account) : null),
      contact: async (id: string) => (id === 'C1' ? ({ id, email: 'Ann@rower.example' } as Contact) : null),
      contactsByAddress: async (address: string) =>
        address === 'ann@rower.example' ? [{ id: 'C1', name: 'Ann' } as Contact] : [],
      storedAddresses: async () => ['ann@home.example'],
      forgetAddress: async (address: string) => (now.erased.push(`stored ${address}`), 1),
    } as unknown as Dependencies['crm'],
    intake: {
      receive: async (raw) => {
        if (!raw.includes('Subject:')) throw new Failure('NotAMail');
        return { mail, disposition: 'inquiry', inquiry: INQUIRY };
      },
      open: async (id) => {
        if (!now.mails.has(id)) throw new Failure('NotFound', `There is no mail ${id}`);
        throw new Failure('AlreadyRouted', undefined, { inquiry: INQUIRY });
      },
      writeAfter: async () => (now.followed ??= OTHER),
    },
    temporal: temporalOf(async () => ({ head: { ...head, version: head.version + 1 }, news: [] })),
    codec: { encode: async (payloads) => payloads, decode: async (payloads) => payloads },
    log: pino({ level: 'silent' }),
    ...rest,
  };
}

const open: FastifyInstance[] = [];

/** An API over fakes; closed by `closeAll`. */
export async function api(now: State = state(), rest: Partial<Dependencies> = {}): Promise<FastifyInstance> {
  const app = await buildApi(dependenciesOf(now, rest));
  open.push(app);
  await app.ready();
  return app;
}

export const closeAll = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((app) => app.close()));
};

/** In the fakes a token is the role's name. */
export const as = (role: Role | 'nobody') => ({ authorization: `Bearer ${role}` });

/** Intake over a real store, and a Temporal that behaves as the test says. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { pino } from 'pino';
import type { InquiryHead } from '../../src/domain/inquiry.ts';
import type { Company } from '../../src/domain/settings.ts';
import { createIntake } from '../../src/intake/index.ts';
import { parse } from '../../src/reading/work.ts';
import type { InquiryInput } from '../../src/workflows/messages.ts';
import { anInquiry, aStep } from '../store/examples.ts';
import { freshStore } from '../store/database.ts';

export const mailbox = 'sales@ours.example';

const company: Company = {
  name: 'Ours',
  mailbox,
  address: { city: 'Bern', country: 'CH' },
  currency: 'EUR',
  language: 'en',
  languages: ['en'],
  timeZone: 'Europe/Zurich',
  tax: 'none',
  quoteValidityDays: 30,
};

interface Run {
  input: InquiryInput;
  mails: string[];
  closed: boolean;
}

/** A Temporal of one verb. `trouble` is thrown before (`away`) or after (`answer lost`) the effect. */
export function fakeTemporal() {
  const runs = new Map<string, Run>();
  const server = { trouble: null as 'away' | 'answer lost' | 'hangs' | null, slowMs: 0, calls: 0, forgets: false };
  const signalWithStart = async (
    _type: string,
    { workflowId, args, signalArgs }: { workflowId: string; args: [InquiryInput]; signalArgs: [{ mail: string }] },
  ) => {
    server.calls++;
    if (server.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, server.slowMs));
    if (server.trouble === 'away') throw new Error('14 UNAVAILABLE: no connection');
    if (server.trouble === 'hangs') await new Promise(() => undefined);
    const there = runs.get(workflowId);
    if (there?.closed && !server.forgets)
      throw new WorkflowExecutionAlreadyStartedError('Workflow execution already started', workflowId, 'inquiry');
    const run = there && !there.closed ? there : { input: args[0], mails: [], closed: false };
    run.mails.push(signalArgs[0].mail);
    runs.set(workflowId, run);
    if (server.trouble === 'answer lost') throw new Error('4 DEADLINE_EXCEEDED');
  };
  const client = {
    workflow: { signalWithStart },
    // The real one gives a call until the deadline; here a hanging one is given up at once, and the deadline looked at.
    withDeadline: async (deadline: number, call: () => Promise<unknown>) => {
      if (deadline - Date.now() > 10_000) throw new Error('a mail waits too long for Temporal');
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error('4 DEADLINE_EXCEEDED')), 300));
      return await Promise.race([call(), late]);
    },
  } as unknown as Client;
  return { client, server, runs, run: (inquiry: string | null) => runs.get(`inquiry-${inquiry}`) };
}

export async function intakeWorld() {
  const store = await freshStore();
  await store.settings.setCompany(company);
  const temporal = fakeTemporal();
  const clock = { now: new Date('2026-11-20T10:00:00Z') };
  const known = new Set<string>();
  const intake = createIntake({
    store,
    reading: { parse },
    temporal: temporal.client,
    log: pino({ level: 'silent' }),
    debounceSeconds: 0,
    knows: async (address) => {
      if (address === 'down@client.example') throw new Error('the CRM is away');
      return known.has(address);
    },
    clock: () => clock.now,
  });
  /** What administrators set is remembered for two seconds: each change is looked for. */
  const allow = async (dailyLimit: number) => {
    const policy = await store.settings.policy();
    await store.settings.change({ policy: { ...policy, dailyLimit } }, { expected: policy.version, by: 'Anna' });
  };
  /** As the workflow's end leaves it: the view says so, and the timeline names the mails it read. */
  const end = async (inquiry: string, mails: string[], as: Partial<InquiryHead> = {}) => {
    const run = temporal.run(inquiry);
    if (run) run.closed = true;
    const head: Partial<InquiryHead> = { id: inquiry, status: 'ended', outcome: 'declined', version: 9, ...as };
    await store.inquiries.project(
      anInquiry(head),
      mails.map((mail, index) => aStep(`s${index + 1}`, { kind: 'mail-received', mail })),
    );
  };
  /** Rows are left alone for their first seconds: time is turned back on them. */
  const drive = async () => {
    await store.connection
      .collection('mails')
      .updateMany({}, [{ $set: { receivedAt: { $subtract: ['$receivedAt', 60_000] } } }]);
    return await intake.drive();
  };
  return {
    store,
    intake,
    temporal,
    end,
    drive,
    clock,
    known,
    allow,
    receive: (raw: string | Buffer) => intake.receive(Buffer.from(raw), { mailbox }),
  };
}

export type IntakeWorld = Awaited<ReturnType<typeof intakeWorld>>;

let count = 0;
/** A raw message; a header set to null is left out. */
export function message(
  headers: Record<string, string | null> = {},
  body = `Twelve gloves, please. ${++count}`,
): string {
  const all: Record<string, string | null> = {
    From: 'Ada <ada@client.example>',
    To: mailbox,
    Subject: 'Gloves',
    'Message-ID': `<${++count}.${Date.now()}@client.example>`,
    Date: 'Fri, 20 Nov 2026 10:00:00 +0000',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return `${lines.join('\r\n')}\r\n\r\n${body}\r\n`;
}

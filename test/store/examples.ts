/** Valid domain values that tests vary. */
import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import type { InquiryHead, InquiryLine, Step } from '../../src/domain/inquiry.ts';
import type { IncomingMail } from '../../src/store/contract.ts';

export function anInquiry(values: Partial<InquiryHead> & { draftId?: string | null } = {}) {
  const now = new Date().toISOString();
  const head: InquiryHead & { draftId: string | null } = {
    id: ulid(),
    subject: 'Twelve pairs of gloves',
    mailbox: 'sales@ours.example',
    language: 'en',
    createdAt: now,
    updatedAt: now,
    version: 1,
    status: 'working',
    attention: false,
    outcome: null,
    assignee: null,
    snoozedUntil: null,
    follows: null,
    linked: [],
    review: null,
    customer: null,
    quote: null,
    order: null,
    policy: { version: 1, shadow: false },
    draftId: null,
  };
  return { ...head, ...values };
}

export const aStep = (step: string, values: Partial<Step> = {}): Step => ({
  step,
  kind: 'read',
  status: 'done',
  at: new Date().toISOString(),
  by: 'system',
  summary: `This is ${step}.`,
  ...values,
});

export const aLine = (n: number, values: Partial<InquiryLine> = {}): InquiryLine => ({
  id: `l${n}`,
  text: `${n} gloves`,
  status: 'matched',
  item: 'GL-1',
  description: 'Gloves',
  quantity: `${n}`,
  unit: 'PAIR',
  sure: true,
  confidence: 0.9,
  reason: 'item number',
  candidates: [],
  evidence: [{ mail: 'm', part: '1', start: 0, end: 8, quote: `${n} gloves` }],
  stock: 'available',
  unitPrice: '3.50',
  total: '3.50',
  ...values,
});

export const aMail = (values: Partial<IncomingMail> = {}): IncomingMail => ({
  mailbox: 'sales@ours.example',
  disposition: 'inquiry',
  reason: 'a person asks for something',
  messageId: `<${randomBytes(8).toString('hex')}@client.example>`,
  inReplyTo: null,
  references: [],
  from: { name: 'Ada', address: 'ada@client.example' },
  to: [{ name: '', address: 'sales@ours.example' }],
  cc: [],
  subject: 'Gloves',
  date: '2026-11-20T10:00:00.000Z',
  text: 'Twelve pairs of gloves, please.',
  bytes: 0,
  contentHash: randomBytes(8).toString('hex'),
  rawHash: randomBytes(8).toString('hex'),
  attachments: [],
  ...values,
});

/**
 * The schemas that bear a name in the OpenAPI document. Those with a `$id` are spoken of by name in routes; the others stand
 * inside them, and are found there by their content, so that clients generated from the document have one type for each.
 */
import { Draft, DraftAttachment } from '../domain/draft.ts';
import { Alias } from '../domain/alias.ts';
import {
  Assign,
  Confirm,
  CustomerEdit,
  DraftEdit,
  Edit,
  Merge,
  Resume,
  Skip,
  Snooze,
  Split,
  Stop,
} from '../domain/decision.ts';
import {
  Choice,
  Customer,
  DocumentRef,
  InquiryLine,
  InquirySummary,
  InquiryView,
  Related,
  Review,
  Step,
} from '../domain/inquiry.ts';
import { Link } from '../domain/link.ts';
import { Attachment, Mail, Mailbox } from '../domain/mail.ts';
import { Evidence } from '../domain/reading.ts';
import { DocumentLine, SalesDocument, Tax } from '../domain/sales.ts';
import { Address } from '../domain/schema.ts';
import { Policy } from '../domain/policy.ts';
import { Company, CompanyChange } from '../domain/settings.ts';
import { DocumentBody } from './document-body.ts';
import { Problem } from './problem.ts';
import { Colleague } from './routes/people.ts';

/** Added to Fastify, so that `refTo` finds them. */
export const named = [
  Problem,
  InquirySummary,
  InquiryView,
  Confirm,
  Edit,
  Skip,
  Split,
  Merge,
  Snooze,
  Assign,
  Resume,
  Stop,
  Mail,
  SalesDocument,
  DocumentBody,
  Company,
  Colleague,
  Alias,
];

const inside: Record<string, object> = {
  Review,
  Choice,
  Customer,
  InquiryLine,
  DocumentRef,
  Draft,
  DraftAttachment,
  Link,
  Related,
  Step,
  Evidence,
  Attachment,
  Mailbox,
  DocumentLine,
  Tax,
  Address,
  Policy,
  CompanyChange,
  DraftEdit,
  CustomerEdit,
};

const written = (schema: object) => JSON.stringify(schema);
const nameOf = new Map(Object.entries(inside).map(([name, schema]) => [written(schema), name]));

/** The same value with every inner schema that has a name replaced by a reference to it. */
function referring(value: unknown, own?: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => referring(one));
  const name = nameOf.get(written(value));
  if (name && name !== own) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, referring(one)]));
}

/** The document with the inner names among its components. */
export function withComponents<T extends object>(document: T): T {
  const whole = referring(document) as T & { components?: { schemas?: Record<string, unknown> } };
  const schemas = Object.entries(inside).map(([name, schema]) => [name, referring(JSON.parse(written(schema)), name)]);
  return {
    ...whole,
    components: {
      ...whole.components,
      schemas: { ...whole.components?.schemas, ...(Object.fromEntries(schemas) as object) },
    },
  };
}

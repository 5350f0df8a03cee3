/** What a person says of a review: the bodies of the five decisions. Effects: design §4, "Decisions". */
import Type, { type Static } from 'typebox';
import { DocumentChange } from './sales.ts';
import { Nullable, Strict, Timestamp, Ulid } from './schema.ts';

const StepId = Type.String({ pattern: '^s[1-9]\\d{0,5}$', examples: ['s7'], description: 'the step this answers' });
const MailAddress = Type.String({ minLength: 3, maxLength: 320 });

export const Confirm = Strict(
  {
    step: StepId,
    instructions: Type.Optional(Type.String({ maxLength: 2000, description: 'for this step only' })),
    choice: Type.Optional(Type.String({ maxLength: 40, description: "assistance: one of the review's choices" })),
  },
  { $id: 'Confirm' },
);
export type Confirm = Static<typeof Confirm>;

export const DraftEdit = Strict({
  subject: Type.Optional(Type.String({ maxLength: 500 })),
  body: Type.Optional(Type.String({ maxLength: 200_000, description: 'HTML; cleaned before it is kept' })),
  to: Type.Optional(Type.Array(MailAddress, { minItems: 1, maxItems: 50 })),
  cc: Type.Optional(Type.Array(MailAddress, { maxItems: 50 })),
  attachments: Type.Optional(
    Type.Array(Strict({ file: Type.String({ maxLength: 64 }), name: Type.String({ maxLength: 200 }) }), {
      maxItems: 20,
    }),
  ),
});
export type DraftEdit = Static<typeof DraftEdit>;

export const CustomerEdit = Strict({
  account: Type.Optional(Type.String({ maxLength: 60, description: 'an account number' })),
  contact: Type.Optional(
    Type.String({ maxLength: 320, description: "another contact's address or id, used for this inquiry only" }),
  ),
  store: Type.Optional(
    Type.Boolean({ description: "with `contact`: the sender's address is kept as one of that contact's, for good" }),
  ),
  create: Type.Optional(
    Strict(
      { account: Type.String({ maxLength: 60 }), name: Type.String({ minLength: 1, maxLength: 200 }) },
      {
        description: "makes a contact with the sender's address at this account",
      },
    ),
  ),
});
export type CustomerEdit = Static<typeof CustomerEdit>;

export const Edit = Strict(
  {
    step: StepId,
    lines: DocumentChange.properties.lines,
    requestedDate: DocumentChange.properties.requestedDate,
    shipTo: DocumentChange.properties.shipTo,
    discountPercent: DocumentChange.properties.discountPercent,
    draft: Type.Optional(DraftEdit),
    customer: Type.Optional(CustomerEdit),
  },
  { $id: 'Edit' },
);
export type Edit = Static<typeof Edit>;

export const Skip = Strict({ step: StepId }, { $id: 'Skip' });
export type Skip = Static<typeof Skip>;

export const resumeOutcomes = ['quote-updated', 'order-updated', 'unchanged'] as const;
export type ResumeOutcome = (typeof resumeOutcomes)[number];
export const Resume = Strict(
  { step: StepId, outcome: Type.Unsafe<ResumeOutcome>({ type: 'string', enum: [...resumeOutcomes] }) },
  { $id: 'Resume' },
);
export type Resume = Static<typeof Resume>;

export const Stop = Strict(
  {
    step: Type.Optional(StepId),
    confirm: Type.Optional(Type.Boolean({ description: 'must be true; without it the answer lists what stays open' })),
    takeOver: Type.Optional(Type.Boolean()),
  },
  { $id: 'Stop' },
);
export type Stop = Static<typeof Stop>;

/** Rules: split.ts. */
export const Split = Strict(
  {
    step: StepId,
    lines: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      minItems: 1,
      maxItems: 500,
      description: 'ids of the lines that go to an inquiry of their own; at least one stays',
    }),
    reason: Type.Optional(Type.String({ maxLength: 500, description: 'for both timelines' })),
  },
  { $id: 'Split' },
);
export type Split = Static<typeof Split>;

/** Rules: merge.ts. */
export const Merge = Strict(
  {
    step: Type.Optional(StepId),
    into: Ulid,
    reason: Type.Optional(Type.String({ maxLength: 500, description: 'for the timeline' })),
  },
  { $id: 'Merge' },
);
export type Merge = Static<typeof Merge>;

/** Neither decides anything: rules in attention.ts. */
export const Snooze = Strict(
  { until: Nullable(Timestamp) },
  {
    $id: 'Snooze',
    description: 'asks for nobody’s attention until then, or until the customer writes; null: wakes it',
  },
);
export type Snooze = Static<typeof Snooze>;

export const Assign = Strict(
  { person: Nullable(Type.String({ minLength: 1, maxLength: 100, description: "a person's id; null: everybody's" })) },
  { $id: 'Assign' },
);
/** `name` is filled in by the API; a plain signal may carry it. */
export type Assign = Static<typeof Assign> & { name?: string };

/** Who decides: filled in by the API from the token; a plain signal may carry it. */
export interface Person {
  id: string;
  name: string;
}

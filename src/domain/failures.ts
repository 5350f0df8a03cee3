/**
 * Every failure the product knows, in one table: what it means to an HTTP client, whether doing the same again may help,
 * and the sentence people read. Activities, workflow and API all throw `Failure`s by these names; nothing else maps errors.
 */
interface Row {
  status: number;
  retryable: boolean;
  title: string;
}

export const failures = {
  Invalid: { status: 400, retryable: false, title: 'The request does not have the form it should' },
  Unauthenticated: { status: 401, retryable: false, title: 'A valid token is needed' },
  Forbidden: { status: 403, retryable: false, title: 'This person may not do that' },
  NotFound: { status: 404, retryable: false, title: 'There is no such thing here' },
  MethodNotAllowed: { status: 405, retryable: false, title: 'This method is not possible here' },
  InquiryEnded: { status: 409, retryable: false, title: 'This inquiry has ended' },
  InquiryRuns: { status: 409, retryable: false, title: 'This inquiry has not ended yet' },
  StepIsStale: { status: 409, retryable: false, title: 'This step is no longer the current one' },
  StepIsBusy: { status: 409, retryable: true, title: 'The last change to this step is still being worked in' },
  NotWaiting: { status: 409, retryable: false, title: 'The inquiry does not wait for a person now' },
  NotPaused: { status: 409, retryable: false, title: 'Only a paused inquiry can be resumed' },
  ResumeFirst: { status: 409, retryable: false, title: 'The inquiry is paused: resume or stop it' },
  IncomingMailIsReadOnly: { status: 409, retryable: false, title: "A customer's mail is never edited" },
  NothingToSkip: { status: 409, retryable: false, title: 'Only an outgoing mail can be skipped' },
  NothingToSnooze: { status: 409, retryable: false, title: 'Only what waits can be snoozed' },
  NothingToEdit: { status: 409, retryable: false, title: 'This review has nothing of that kind to edit' },
  NothingToSplit: { status: 409, retryable: false, title: 'This inquiry cannot be split now' },
  NothingToMerge: { status: 409, retryable: false, title: 'These inquiries cannot be merged now' },
  ChoiceNeeded: { status: 409, retryable: false, title: 'This review asks for one of its choices' },
  StopNeedsConfirmation: { status: 409, retryable: false, title: 'Stopping is final and must be confirmed' },
  NoSuchDocument: { status: 409, retryable: false, title: 'There is no such document to go on with' },
  DocumentChanged: { status: 409, retryable: false, title: 'The document has changed meanwhile' },
  DocumentClosed: { status: 409, retryable: false, title: 'This document can no longer be changed' },
  EditRefused: { status: 409, retryable: false, title: 'This change cannot be made' },
  AliasRefused: { status: 409, retryable: false, title: 'This cannot be remembered' },
  AlreadyRouted: { status: 409, retryable: false, title: 'This mail already belongs to an inquiry' },
  NotSending: { status: 409, retryable: false, title: 'Only a failed sending can be tried again' },
  VersionMismatch: { status: 412, retryable: false, title: 'The document is no longer the one you read' },
  VersionNeeded: { status: 428, retryable: false, title: 'If-Match is needed: read the document first' },
  TooLarge: { status: 413, retryable: false, title: 'The message is too large' },
  WrongMediaType: { status: 415, retryable: false, title: 'This media type is not taken here' },
  NotAMail: { status: 422, retryable: false, title: 'This is not an e-mail message' },
  TooMany: { status: 429, retryable: true, title: 'Too many requests' },
  Internal: { status: 500, retryable: false, title: 'Something went wrong on our side' },
  Unavailable: { status: 503, retryable: true, title: 'A part this needs is away' },
  /** Of connectors: the other side answered that it cannot now, or did not answer. */
  ConnectorAway: { status: 503, retryable: true, title: 'The connected system does not answer' },
  ConnectorRefused: { status: 502, retryable: false, title: 'The connected system refuses' },
  /** An effect that may or may not have happened: looked up before anything is tried again. */
  SendUnclear: { status: 503, retryable: true, title: 'Whether the mail left is not known yet' },
  WrongRecipients: { status: 409, retryable: false, title: 'The recipients are not what was approved' },
  /** Closed, or past its last day: the customer could not accept what the mail offers. */
  QuoteClosed: { status: 409, retryable: false, title: 'The quote can no longer be accepted' },
  StaleDocument: { status: 409, retryable: false, title: 'The attached PDF is not of the current revision' },
} as const satisfies Record<string, Row>;

export type FailureType = keyof typeof failures;

/** What goes with a refusal: the current step and what may be done now, or whatever helps to mend it. */
export interface FailureDetails {
  step?: string | null;
  allowed?: string[];
  [key: string]: unknown;
}

/** The one error the product throws on purpose. `message` is the sentence for people. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly type: FailureType,
    message: string = failures[type].title,
    readonly details: FailureDetails = {},
    options?: ErrorOptions & { retryAfterSeconds?: number },
  ) {
    super(message, options);
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
  readonly retryAfterSeconds: number | undefined;
}

export const isFailureType = (type: unknown): type is FailureType =>
  typeof type === 'string' && Object.hasOwn(failures, type);

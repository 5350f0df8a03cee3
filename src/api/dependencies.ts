/** All that the API is built over. Given from outside, so that tests pass their own parts. */
import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../config.ts';
import type { CrmPort } from '../connectors/crm.ts';
import type { SalesPort } from '../connectors/sales.ts';
import type { Intake } from '../intake/contract.ts';
import type { Store } from '../store/contract.ts';

export interface Dependencies {
  config: Pick<Config, 'publicUrl' | 'codecSecret' | 'temporal'>;
  store: Pick<
    Store,
    | 'ping'
    | 'files'
    | 'mails'
    | 'inquiries'
    | 'lines'
    | 'drafts'
    | 'settings'
    | 'aliases'
    | 'people'
    | 'kpis'
    | 'ended'
    | 'erasure' // the workflow writes the rest
  >;
  sales: SalesPort;
  crm: CrmPort;
  intake: Pick<Intake, 'receive' | 'open' | 'writeAfter'>;
  temporal: Client;
  codec: PayloadCodec;
  log: FastifyBaseLogger;
  limits?: Partial<Limits>;
}

export interface Limits {
  /** Requests a minute of one person, or of one address on routes open to all. */
  perMinute: number;
  /** Requests a minute of one address with a token that is not valid. */
  wrongTokensPerMinute: number;
  /** How long a token is trusted without asking the database: a revoked one works that long at most. */
  tokenMs: number;
  /** How long a decision may take to be answered by the workflow. */
  decisionMs: number;
  /** How long an accepted edit is waited for until the document has its new prices. */
  editMs: number;
  /** Silence after which proxies may cut an event stream; a comment is sent before. */
  heartbeatMs: number;
}

/** 30,000 a minute lets a front end poll freely and still stops a loop gone wild. */
export const defaultLimits: Limits = {
  perMinute: 30_000,
  wrongTokensPerMinute: 120,
  tokenMs: 5_000,
  decisionMs: 10_000,
  editMs: 5_000,
  heartbeatMs: 15_000,
};

export const limitsOf = (dependencies: Dependencies): Limits => ({ ...defaultLimits, ...dependencies.limits });

/** What is told of an inquiry after its end, under step numbers that no workflow reaches: the workflow numbers its own. */
import { ulid } from 'ulid';
import type { Audit } from './audit.ts';
import type { EndedPort } from './ended-port.ts';
import type { Steps } from './steps.ts';

const CLOSED = 900_001;
const FOLLOWED = 900_002;

export function ended({ audit, steps }: { audit: Audit; steps: Steps }): EndedPort {
  const tell = (inquiry: string, n: number, told: { by: string; summary: string; leadsTo?: string }) =>
    steps.tellOnce(inquiry, n, { kind: 'decision', status: 'done', at: new Date().toISOString(), ...told });
  return {
    noteClosed: async (inquiry, told) => {
      await tell(inquiry, CLOSED, told);
    },
    followUp: async (inquiry, { next, by }) => {
      const summary = `${by} began a closing mail to the customer in inquiry ${next}.`;
      return (await tell(inquiry, FOLLOWED, { by, summary, leadsTo: next })).leadsTo ?? next;
    },
    followedUp: async (inquiry) => (await steps.find(inquiry, FOLLOWED))?.leadsTo ?? null,
    noteStopAll: (stopped, by) => audit.note({ what: 'inquiries stopped', about: ulid(), by, details: { stopped } }),
  };
}

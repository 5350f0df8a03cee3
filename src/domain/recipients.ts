/** Who is answered: whoever wrote, and of the others in the thread only those who may see what is the customer's. */
import type { Mail, Mailbox } from './mail.ts';

export interface Recipients {
  to: string;
  cc: string[];
  /** For the reviewer: who is left out, and why. */
  warnings: string[];
}

/** More of them are a mailing list written out; nobody reads whether they all belong. */
export const mostCopied = 20;

/** Everybody else that the mail names, without ourselves. */
export const othersIn = ({ from, to, cc }: Pick<Mail, 'from' | 'to' | 'cc'>, own: readonly string[]): string[] => [
  ...new Set([...to, ...cc].map(({ address }) => address).filter((one) => one !== from?.address && !own.includes(one))),
];

const named = (addresses: readonly string[]): string =>
  addresses.length > 5 ? `${addresses.slice(0, 5).join(', ')} and ${addresses.length - 5} more` : addresses.join(', ');

/** `belongs`: the address is the customer's own, or of somebody at the same account. */
export function recipientsOf(
  mail: Pick<Mail, 'from' | 'to' | 'cc' | 'replyTo' | 'sender'> & { from: Mailbox },
  own: readonly string[],
  belongs: (address: string) => boolean,
): Recipients {
  const { from, replyTo, sender } = mail;
  const asked = replyTo?.find(({ address }) => address !== from.address && !own.includes(address))?.address;
  const isHeeded = asked !== undefined && belongs(asked);
  const others = othersIn(mail, own).filter((address) => !isHeeded || address !== asked);
  const inside = others.filter(belongs).slice(0, mostCopied);
  const outside = others.filter((address) => !inside.includes(address));
  return {
    to: isHeeded ? asked : from.address,
    cc: inside,
    warnings: [
      ...(asked !== undefined && !isHeeded
        ? [
            `The mail asks for answers to ${asked}, which is not known to be the customer's; this one goes to ${from.address}.`,
          ]
        : []),
      ...(isHeeded ? [`The answer goes to ${asked}, as the mail from ${from.address} asks.`] : []),
      ...(sender && sender.address !== from.address
        ? [`${sender.address} sent the mail on behalf of ${from.address}.`]
        : []),
      ...(outside.length > 0 ? [`Not answered, for they are not known to be the customer's: ${named(outside)}.`] : []),
    ],
  };
}

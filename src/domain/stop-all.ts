/** What stopping many inquiries at once leaves behind, in words; the answer to one that was not confirmed. */

export interface Running {
  inquiries: number;
  /** Quotes that have no order yet. */
  quotes: number;
  orders: number;
  /** Drafts that wait for a person. */
  drafts: number;
}

const of = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** Empty where nothing is stopped. */
export function openAfterStopping({ inquiries, quotes, orders, drafts }: Running): string[] {
  if (inquiries === 0) return [];
  return [
    ...(quotes > 0
      ? [of(quotes, 'quote stays open in the sales system.', 'quotes stay open in the sales system.')]
      : []),
    ...(orders > 0 ? [of(orders, 'order stays in the sales system.', 'orders stay in the sales system.')] : []),
    ...(drafts > 0
      ? [
          of(drafts, 'draft will not be sent; its customer hears', 'drafts will not be sent; their customers hear') +
            ' nothing more.',
        ]
      : []),
    'Timelines, mails and files stay until an administrator deletes them.',
  ];
}

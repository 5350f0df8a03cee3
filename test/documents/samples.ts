/** Companies and documents for the tests and benchmarks of this folder; every value can be set. */
import type { DocumentLine, SalesDocument } from '../../src/domain/sales.ts';
import type { Company } from '../../src/domain/settings.ts';
import { sum } from '../../src/domain/money.ts';

const logo =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><rect width="60" height="60" rx="12" fill="#0b5d4e"/><path d="M14 42 30 14l16 28z" fill="none" stroke="#fff" stroke-width="5"/><path d="M76 40h150" stroke="#0b5d4e" stroke-width="6"/><path d="M76 24h110" stroke="#0b5d4e" stroke-width="12"/></svg>',
  );

export const companyOf = (changes: Partial<Company> = {}): Company => ({
  name: 'Havnbergh Industrial Supply B.V.',
  mailbox: 'sales@havnbergh.example',
  address: { street: 'Kadelaan 14', city: 'Rotterdam', postalCode: '3011 AB', country: 'NL' },
  phone: '+31 10 555 01 00',
  website: 'https://www.havnbergh.example',
  vatId: 'NL000000000B00',
  legal: [
    'Trade register Rotterdam 00000000',
    'Managing directors: J. Havnbergh, M. Óskarsdóttir',
    'Bank: IBAN NL00 BANK 0000 0000 00, BIC BANKNL2A',
  ],
  logo,
  color: '#0b5d4e',
  currency: 'EUR',
  language: 'en',
  languages: ['en', 'fr', 'de'],
  timeZone: 'Europe/Amsterdam',
  tax: 'accounts',
  quoteValidityDays: 30,
  ...changes,
});

const goods: [item: string, description: string, unit: string, unitPrice: string, discountPercent: string][] = [
  ['SCR-M8-040', 'Hexagon head screw M8 × 40, zinc plated', 'BOX100', '14.90', '0'],
  ['GLV-NIT-09', 'Nitrile work gloves, black, size 9', 'PAIR', '3.25', '10'],
  ['CBL-3G15-B', 'Rubber cable H07RN-F 3G1.5, cut from the roll', 'M', '2.185', '0'],
  [
    'BOOT-S3-44',
    'Safety boots S3 with composite toe cap and penetration-resistant midsole, size 44',
    'PAIR',
    '89.00',
    '12.5',
  ],
  ['LMP-LED-50', 'LED floodlight 50 W with tripod', 'EA', '64.50', '0'],
];

export const lineOf = (index: number, changes: Partial<DocumentLine> = {}): DocumentLine => {
  const [item, description, unit, unitPrice, discountPercent] = goods[index % goods.length] as (typeof goods)[number];
  const quantity = String((index % 7) * 3 + 2);
  const total = (Number(quantity) * Number(unitPrice) * (1 - Number(discountPercent) / 100)).toFixed(2);
  return { id: `l${index + 1}`, item, description, quantity, unit, unitPrice, discountPercent, total, ...changes };
};

export function documentOf({
  lines = 3,
  ...changes
}: Partial<Omit<SalesDocument, 'lines'>> & { lines?: number | DocumentLine[] } = {}): SalesDocument {
  const all = typeof lines === 'number' ? Array.from({ length: lines }, (_, index) => lineOf(index)) : lines;
  const subtotal = sum(all.map(({ total }) => total));
  const tax = (Number(subtotal) * 0.21).toFixed(2);
  return {
    kind: 'quote',
    number: 'Q-000123',
    revision: 1,
    hash: 'f'.repeat(64),
    status: 'open',
    inquiry: null,
    quote: null,
    account: {
      number: 'C10045',
      name: 'Lakeside Joinery Ltd',
      address: { street: '27 Mill Lane', city: 'Kendal', postalCode: 'LA9 0XX', country: 'GB' },
      vatId: 'GB000000000',
    },
    contact: { name: 'Anna Petit', email: 'anna.petit@lakeside.example' },
    language: 'en',
    currency: 'EUR',
    reference: 'PO 4711',
    requestedDate: '2026-12-14',
    shipTo: {
      name: 'Lakeside Joinery, Workshop 2',
      street: '3 Quay Road',
      city: 'Kendal',
      postalCode: 'LA9 0XY',
      country: 'GB',
    },
    lines: all,
    discountPercent: '0',
    subtotal,
    discount: '0',
    taxes: [{ percent: '21', base: subtotal, amount: tax, note: 'standard' }],
    total: sum([subtotal, tax]),
    validUntil: '2026-12-22',
    createdAt: '2026-11-22T09:30:00.000Z',
    updatedAt: '2026-11-22T09:30:00.000Z',
    ...changes,
  };
}

/** The body of `PUT /v1/sales/…`: the document as GET gave it. What cannot be changed there may be sent back, but only as it was. */
import Type, { type Static } from 'typebox';
import { Failure } from '../domain/failures.ts';
import { DocumentLine, DocumentPut, SalesDocument } from '../domain/sales.ts';
import { Strict } from '../domain/schema.ts';

const Line = DocumentPut.properties.lines.items;
const fixedOfLine = ['description', 'unitPrice', 'total'] as const;
const fixed = [
  'kind',
  'number',
  'revision',
  'hash',
  'inquiry',
  'quote',
  'account',
  'contact',
  'language',
  'currency',
  'reference',
  'subtotal',
  'discount',
  'taxes',
  'total',
  'validUntil',
  'createdAt',
  'updatedAt',
] as const satisfies (keyof SalesDocument)[];

export const DocumentBody = Strict(
  {
    ...Type.Partial(Type.Pick(SalesDocument, fixed)).properties,
    ...DocumentPut.properties,
    status: Type.Optional(SalesDocument.properties.status),
    lines: Type.Array(
      Strict({ ...Line.properties, ...Type.Partial(Type.Pick(DocumentLine, fixedOfLine)).properties }),
      {
        minItems: 1,
        maxItems: 2000,
      },
    ),
  },
  { $id: 'SalesDocumentBody' },
);
export type DocumentBody = Static<typeof DocumentBody>;

/** Both sides are JSON of the same schema, written in the same order by whoever sends back what GET gave; order is no difference. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => isSame(left[key], right[key]));
};

function refuseChanges<K extends string>(
  names: readonly K[],
  sent: Partial<Record<K, unknown>>,
  now: Record<K, unknown>,
  path: string,
): void {
  for (const name of names) {
    if (sent[name] === undefined || isSame(sent[name], now[name])) continue;
    throw new Failure('EditRefused', `${name} is not changed here: send it as it is or leave it out`, {
      field: `${path}${name}`,
    });
  }
}

/** What is left to change. Throws `EditRefused` with the `field` that was changed and cannot be. */
export function changeOf(body: DocumentBody, now: SalesDocument): DocumentPut {
  refuseChanges(fixed, body, now, '');
  const lines = body.lines.map(({ description, unitPrice, total, ...line }, index) => {
    const known = now.lines.find(({ id }) => id === line.id);
    // Another item on the same line has another description and price, whatever is sent.
    if (known?.item === line.item)
      refuseChanges(fixedOfLine, { description, unitPrice, total }, known, `lines/${index}/`);
    return line;
  });
  const { requestedDate, shipTo, discountPercent, status } = body;
  if (status === 'ordered') {
    if (now.status !== 'ordered') {
      throw new Failure('EditRefused', 'A quote becomes an order by the acceptance of its customer', {
        field: 'status',
      });
    }
    throw new Failure('DocumentClosed', `${now.number} was ordered`);
  }
  return { lines, requestedDate, shipTo, discountPercent, status };
}

import { Failure } from '../domain/failures.ts';
import type { DocumentMade } from '../domain/progress.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { laddersOf } from './tier-prices.ts';
import { made } from './made.ts';

/** The PDF of the document as it stands in the sales system now, kept as a file. */
export const renderDocument =
  ({ store, sales, documents }: Dependencies) =>
  async (input: {
    inquiry: string;
    kind: 'quote' | 'order';
    number: string;
    /** The revision the inquiry knows: what differs from it is told. */
    known?: DocumentKey;
  }): Promise<{ file: string; made: DocumentMade }> => {
    const [document, company] = await Promise.all([sales[input.kind](input.number), store.settings.company()]);
    if (!document) throw new Failure('NoSuchDocument', `${input.number} is no longer in the sales system.`);
    const { kind, number, revision, hash, language } = document;
    const ladders = kind === 'quote' ? laddersOf(await store.lines.of(input.inquiry)) : [];
    const content = await documents.pdf(documents.html(document, company, ladders), { title: number, language });
    const name = revision > 1 ? `${number}-r${revision}.pdf` : `${number}.pdf`;
    const shown = { kind, number, revision, hash };
    const type = 'application/pdf';
    const file = await store.files.put({ name, type, content, inquiry: input.inquiry, document: shown });
    const edited = input.known !== undefined && input.known.hash !== hash;
    const before = edited ? await sales[kind](number, input.known!.revision) : null;
    return { file: file.id, made: made(document, company, before) };
  };

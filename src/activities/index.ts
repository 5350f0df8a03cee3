/** One verb per file. Activities touch the world: each is safe to repeat, for Temporal calls them at least once. */
import { applyEdit } from './apply-edit.ts';
import { buildQuote } from './build-quote.ts';
import { checkItems } from './check-items.ts';
import type { Dependencies } from './dependencies.ts';
import { draftQuestion } from './draft-question.ts';
import { draftReminder } from './draft-reminder.ts';
import { draftReply } from './draft-reply.ts';
import { driveMails } from './drive-mails.ts';
import { asTemporalFailures } from './failures.ts';
import { findCustomer } from './find-customer.ts';
import { makeOrder } from './make-order.ts';
import { mergeMails } from './merge-mails.ts';
import { partMail } from './part-mail.ts';
import { publish } from './publish.ts';
import { readMail } from './read-mail.ts';
import { renderDocument } from './render-document.ts';
import { rereadDocument } from './reread-document.ts';
import { returnMails } from './return-mails.ts';
import { sendMail } from './send-mail.ts';
import { splitLines } from './split-lines.ts';

export type { Dependencies } from './dependencies.ts';

export const createActivities = (dependencies: Dependencies) =>
  asTemporalFailures({
    readMail: readMail(dependencies),
    findCustomer: findCustomer(dependencies),
    checkItems: checkItems(dependencies),
    buildQuote: buildQuote(dependencies),
    makeOrder: makeOrder(dependencies),
    renderDocument: renderDocument(dependencies),
    draftReply: draftReply(dependencies),
    draftQuestion: draftQuestion(dependencies),
    draftReminder: draftReminder(dependencies),
    sendMail: sendMail(dependencies),
    applyEdit: applyEdit(dependencies),
    rereadDocument: rereadDocument(dependencies),
    publish: publish(dependencies),
    driveMails: driveMails(dependencies),
    returnMails: returnMails(dependencies),
    partMail: partMail(dependencies),
    splitLines: splitLines(dependencies),
    mergeMails: mergeMails(dependencies),
  });

export type Activities = ReturnType<typeof createActivities>;

/** The inquiry's work: which activity a step is, what it is given, and which transition its result is. */
import * as arrival from '../domain/arrival.ts';
import { basisOf } from '../domain/followed.ts';
import type { NextStep } from '../domain/next-step.ts';
import { mailParted } from '../domain/other-sender.ts';
import * as progress from '../domain/progress.ts';
import { assist, editApplied } from '../domain/review.ts';
import { mergeDone } from '../domain/merge.ts';
import { splitDone, splitOff } from '../domain/split.ts';
import { nextStepId, type InquiryState } from '../domain/state.ts';
import * as activities from './activities.ts';

type Transition = (state: InquiryState, at: string) => InquiryState;

/** One activity and what its result means for the story. `answerOwed`: of a decision taken just now (story.ts). */
export async function work(
  step: Exclude<NextStep, { do: 'wait' | 'openReview' | 'sortMail' }>,
  state: InquiryState,
  answerOwed: boolean,
): Promise<Transition> {
  const brief = activities.brief(answerOwed);
  const { id, about, wishes, overrides } = state;
  const language = state.mail?.language ?? 'en';
  const quote = state.quote && { number: state.quote.number, revision: state.quote.revision, hash: state.quote.hash };
  const order = state.order && { number: state.order.number, revision: state.order.revision, hash: state.order.hash };
  const key = `${id}.${nextStepId(state)}`;
  const mail = state.mail?.mail ?? '';
  switch (step.do) {
    case 'readMail': {
      const facts = await activities.readMail({
        inquiry: id,
        mail: step.mail,
        quote,
        followed: state.followed ?? null,
        asked: state.asked?.draft ?? null,
      });
      return (now, at) => arrival.mailRead(now, facts, at);
    }
    case 'findCustomer': {
      const found = await brief.findCustomer({ inquiry: id, mail, account: state.customer?.account ?? null });
      return (now, at) => arrival.customerFound(now, found, at);
    }
    case 'checkItems': {
      const found = await brief.checkItems({
        inquiry: id,
        mails: state.unworked,
        account: state.customer?.account ?? null,
        quote,
        basis: basisOf(state),
        overrides,
        wishes,
        onlyAvailable: state.policy.onlyAvailableItems,
        asked: state.asked ?? null,
        joined: state.joined ?? [],
      });
      return (now, at) => progress.itemsChecked(now, found, at);
    }
    case 'draftQuestion': {
      const drafted = await brief.draftQuestion({
        inquiry: id,
        draft: key,
        mail,
        mails: state.unworked,
        customer: state.customer,
        language,
        wishes,
        overrides,
        onlyAvailable: state.policy.onlyAvailableItems,
      });
      return 'trouble' in drafted
        ? (now, at) => assist(now, drafted.trouble, 'items', at)
        : (now, at) => progress.questionDrafted(now, key, drafted, at);
    }
    case 'buildQuote': {
      const made = await activities.buildQuote({
        inquiry: id,
        mails: state.unworked,
        customer: state.customer,
        language,
        quote,
        key,
        wishes,
        overrides,
        rules: state.policy.reviewRules,
      });
      return 'trouble' in made
        ? (now, at) => assist(now, made.trouble, 'quote', at)
        : (now, at) => progress.quoteBuilt(now, made, at);
    }
    case 'makeOrder': {
      const made = await activities.makeOrder({
        inquiry: id,
        mail,
        quote: quote!,
        account: state.customer?.account ?? null,
        overrides,
        accepts: arrival.kindOf(state) === 'acceptance',
        // States from before it was kept: the quote they have is the one that was sent.
        offered: state.offered === undefined ? quote : state.offered,
        rules: state.policy.reviewRules,
      });
      return 'trouble' in made
        ? (now, at) => assist(now, made.trouble, 'order', at)
        : (now, at) => progress.orderMade(now, made, at);
    }
    case 'renderDocument': {
      const kind = about === 'order' ? 'order' : 'quote';
      const known = (kind === 'order' ? order : quote)!;
      const rendered = await activities.renderDocument({ inquiry: id, kind, number: known.number, known });
      return (now, at) => progress.documentRendered(now, rendered, at);
    }
    case 'draftReply': {
      const document = about === 'order' ? state.order : state.quote;
      const kind = about === 'order' ? 'order' : 'quote';
      const drafted = await brief.draftReply({
        inquiry: id,
        draft: key,
        about: about === 'question' || about === 'offer' ? 'quote' : about,
        mail,
        contact: state.customer?.contact ?? null,
        customer: state.customer,
        document: document && {
          kind,
          number: document.number,
          revision: document.revision,
          hash: document.hash,
          file: document.file,
        },
        language,
        wishes,
        offered: state.offered ?? null,
      });
      return (now, at) => progress.replyDrafted(now, key, drafted.to, at);
    }
    case 'draftReminder': {
      const drafted = await activities.draftReminder({
        inquiry: id,
        draft: key,
        mail: state.turn?.mail ?? mail,
        contact: state.customer?.contact ?? null,
        quote: { ...quote!, file: state.quote!.file },
        language,
      });
      return 'trouble' in drafted
        ? (now, at) => progress.reminderNotDrafted(now, drafted.trouble, at)
        : (now, at) => progress.replyDrafted(now, key, drafted.to, at);
    }
    case 'sendMail': {
      const { shadow } = state.policy;
      const left = overrides.includes('it-left');
      const sent = await activities.sendMail({ inquiry: id, draft: state.draftId!, shadow, ...(left ? { left } : {}) });
      return (now, at) => progress.mailSent(now, sent, at);
    }
    case 'applyEdit': {
      const applied = await activities.applyEdit({
        inquiry: id,
        review: state.review!.kind,
        values: state.edit!.values,
        customer: state.customer,
        sender: state.mail?.from ?? '',
        by: state.edit!.by,
        quote,
        order,
        draft: state.draftId,
        key,
      });
      return (now, at) => (now.review ? editApplied(now, applied, at) : now);
    }
    case 'partMail': {
      const into = state.aside!.into!;
      await activities.partMail({ inquiry: id, mail, into });
      return (now, at) => mailParted(now, into, at);
    }
    case 'mergeMails':
      await activities.mergeMails({ inquiry: id, into: state.merge!.into });
      return mergeDone;
    case 'splitLines': {
      const { lines, into } = state.split!;
      await activities.splitLines({ inquiry: id, into, lines, begins: splitOff(state) });
      return splitDone;
    }
    case 'rereadDocument': {
      const reread = await activities.rereadDocument({ inquiry: id, resume: state.resume!, about, quote, order });
      return (now, at) => progress.documentReread(now, reread, at);
    }
  }
}

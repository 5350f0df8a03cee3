/** Subjects of replies. */

/** Reply marks of the usual mail programs in our languages, also counted ones ("Re[2]:"). Forward marks stay part of the subject. */
const replyMark = /^(re|aw|sv|vs|antw|antwoord|odp|rif|r|rép|res|resp)(\s*\[\d+\]|\(\d+\))?\s*[:：]/iu;
const longest = 400;

/** "Re: " and the customer's subject; one that already begins with a reply mark stays as it is. Blank: `otherwise`. */
export function replySubject(answered: string | null, otherwise: string): string {
  const subject = oneLine(answered ?? '');
  const bare = withoutMarks(subject);
  if (bare === '') return oneLine(otherwise);
  return shorten(bare === subject ? `Re: ${subject}` : subject);
}

function withoutMarks(subject: string): string {
  const bare = subject.replace(replyMark, '').trim();
  return bare === subject ? bare : withoutMarks(bare);
}

/** Line breaks and control characters end a header field (RFC 5322, section 2.2): they become spaces. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

const shorten = (text: string): string => {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`;
};

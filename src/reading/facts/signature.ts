/** Who signed: the fields of the lines under the closing phrase. Numbers are telephones only here. */
import type { Read, Signature } from '../../domain/reading.ts';
import type { Mailbox } from '../../domain/mail.ts';
import { languages } from '../languages/index.ts';
import { evidence, type Page } from '../lines/page.ts';
import type { Line } from '../mail/text-line.ts';
import { fold } from '../words.ts';
import { findAddress } from './address.ts';
import { countryOf } from './country.ts';
import { labelled } from './labels.ts';
import { beforeLegal } from './legal.ts';
import { placeWithCode, streetAndPlace } from './place.ts';
import { isStreet } from './street.ts';

const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}\.[\p{L}]{2,20}/u;
const website =
  /(?:https?:\/\/)?(?:www\.[\p{L}\p{N}.-]{2,190}|[\p{L}\p{N}-]{2,60}(?:\.[\p{L}\p{N}-]{2,60}){0,3}\.(?:com|net|org|de|fr|es|it|nl|pt|dk|se|pl|uk|eu|ch|at|be|example|co|io|biz|info|shop))(?:\/\S{0,100})?/u;
const phone =
  /(?:\+\s?)?(?:\(?\d[\d\s()./-]{5,22}\d)(?:\s?(?:ext|x|poste|durchwahl|int|anexo|extension)\.?\s?\d{1,6})?/i;
const legalForm =
  /(?<![\p{L}])(?:gmbh|ag|kg|ohg|ug|e\.?k\.?|ltd|limited|inc|llc|corp|co|plc|sarl|sas|sa|s\.a\.|s\.l\.|sl|srl|s\.r\.l\.|spa|s\.p\.a\.|bv|b\.v\.|nv|ab|a\/s|aps|lda|sp\.? z o\.?o\.?|s\.c\.|pty|s\.?n\.?c\.?|s\.?a\.?s\.?|e\. ?v\.|sàrl|oy|kft)(?![\p{L}])\.?/iu;

/** Names and jobs of the person, from the sender's address too: "kim@riders-company.example" is of Riders Company. */
export function signature(page: Page, lines: Line[], sender: Mailbox | null): Read<Signature> | null {
  const found: Signature = {};
  const names = fold(`${sender?.name ?? ''} ${(sender?.address ?? '').split('@')[0] ?? ''}`)
    .split(/[^\p{L}]+/u)
    .filter((name) => name.length > 1);
  const domain = fold((sender?.address ?? '').split('@')[1] ?? '')
    .split('.')
    .slice(0, -1)
    .join('');
  const known = languages();
  const written = lines.filter((line) => line.text.replace(/[-\s\u00a0_]/g, '') !== '');
  const first = written[0];
  if (!first) return null;
  let end = first.start;
  let guessed = false;
  const ofDomain = (chunk: string): boolean => {
    const bare = fold(chunk)
      .replace(legalForm, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
    const plain = domain.replace(/[^\p{L}\p{N}]/gu, '');
    return bare.length > 3 && plain !== '' && (plain.includes(bare) || bare.includes(plain));
  };
  const isTitle = (chunk: string): boolean => known.some((language) => language.cue('titles').test(fold(chunk)));
  for (const [row, line] of written.entries()) {
    let text = line.text
      .replace(/\u00a0/g, ' ')
      .trim()
      .replace(/^[-–/*•\s]+|[*\s]+$/g, '');
    const spoken = beforeLegal(text);
    if (spoken === null || spoken.length > 160) break;
    text = spoken;
    const folded = fold(text);
    // The closing phrase itself, and a name on the same line.
    for (const language of known) {
      const cue = language.cue('closing').all(folded)[0];
      if (cue && cue.start === 0) {
        text = text
          .slice(cue.end)
          .replace(/^[\s,.!–-]+/, '')
          .trim();
        break;
      }
    }
    if (text === '') continue;
    const restOf = fold(text);
    if (
      known.some((language) =>
        language
          .cue('closing')
          .all(restOf)
          .some((cue) => cue.start === 0 && restOf.length - cue.end < 4),
      )
    )
      continue;
    const address = findAddress(text, null);
    const codes = address && (isStreet(text) || /\d/.test(text)) && !found.postalCode ? address : null;
    if (codes && !phone.test(text.slice(codes.start, codes.end).replace(/\d{4,5}/, ''))) {
      if (codes.address.street) found.street = codes.address.street;
      if (codes.address.city) found.city = codes.address.city;
      if (codes.address.postalCode) found.postalCode = codes.address.postalCode;
      const named = countryOf(
        text
          .slice(codes.end - 20 > codes.start ? codes.start : codes.end)
          .split(/[,(]/)
          .pop() ?? '',
      );
      if (named) found.country = named;
      text = `${text.slice(0, codes.start)} | ${text.slice(codes.end)}`;
      end = line.end;
    }
    const placed = codes || found.postalCode ? null : placeWithCode(text);
    if (placed && !isTitle(placed.city)) {
      found.city ??= placed.city;
      found.postalCode = placed.postalCode;
      text = placed.rest;
      end = line.end;
      if (text === '') continue;
    }
    if (
      found.street === undefined &&
      !codes &&
      /^\d|\d/.test(text) &&
      isStreet(text) &&
      !isTitle(text) &&
      !ofDomain(text) &&
      text.length < 70 &&
      !email.test(text) &&
      !/\s[|·•]\s|www\.|:/.test(text) &&
      (text.match(/\d/g) ?? []).length < 7 &&
      /\p{L}{3}/u.test(text) &&
      !legalForm.test(text)
    ) {
      const { street, city } = streetAndPlace(text);
      found.street = street;
      if (city !== null) found.city ??= city;
      end = line.end;
      continue;
    }
    for (const raw of text.split(/\s[|·•–—]\s|\s-\s|\s{3,}|\t|[|·•]|,\s/)) {
      let chunk = raw.trim().replace(/^[-–,;·\s]+|[,;·\s]+$/g, '');
      if (chunk === '' || chunk === '--') continue;
      end = line.end;
      const label = labelled().find(({ pattern }) => pattern.test(fold(chunk)));
      const value = label ? chunk.slice(label.pattern.exec(fold(chunk))?.[0].length ?? 0) : chunk;
      const mail = email.exec(chunk);
      if (mail) {
        found.email ??= mail[0].toLowerCase();
        chunk = chunk
          .replace(mail[0], '')
          .replace(/^[\s:<>()]*(?:e-?mail|mail|e)?[\s:<>()]*$/i, '')
          .trim();
        if (chunk === '') continue;
      }
      const number = phone.exec(label && label.kind !== 'email' && label.kind !== 'web' ? value : chunk);
      const figures = (number?.[0] ?? '').replace(/\D/g, '').length;
      if (
        number &&
        figures >= 7 &&
        figures <= 17 &&
        (label !== undefined || number[0].length >= chunk.replace(/^\p{L}{1,8}[.:]\s?/u, '').length - 2)
      ) {
        const clean = number[0].trim();
        if (label?.kind === 'fax') continue;
        if (label?.kind === 'mobile') found.mobile ??= clean;
        else if (found.phone === undefined) found.phone = clean;
        else found.mobile ??= clean;
        continue;
      }
      if (label?.kind === 'fax') continue;
      const site = website.exec(chunk);
      if (site && !mail && !/\s/.test(chunk.replace(/^\S{1,9}:\s/, ''))) {
        found.website ??= site[0];
        continue;
      }
      const country = countryOf(chunk);
      if (country && (found.city || found.company)) {
        found.country ??= country;
        continue;
      }
      const person = chunk.replace(/^(?:i\.?\s?[aAvV]\.?|ppa\.?|gez\.?|p\.p\.)\s+/u, '');
      const words = fold(person)
        .split(/[^\p{L}]+/u)
        .filter((word) => word !== '');
      const said = words.filter((word) => names.includes(word)).length;
      if (
        said > 0 &&
        words.length <= 5 &&
        !/\d/.test(person) &&
        !legalForm.test(person) &&
        (found.name === undefined ||
          (row <= 3 &&
            found.name.split(' ').length < words.length &&
            fold(found.name)
              .split(/[^\p{L}]+/u)
              .every((word) => words.includes(word))))
      ) {
        found.name = person.replace(/[.,!]+$/, '');
        continue;
      }
      if (found.name !== undefined && words.every((word) => fold(found.name ?? '').includes(word))) continue;
      if (ofDomain(chunk) || legalForm.test(chunk)) {
        // What stood in the company's place was a title we have no word for.
        if (guessed && found.company !== undefined && found.company !== chunk) {
          found.title ??= found.company;
          found.company = chunk;
        } else found.company ??= chunk;
        guessed = false;
        continue;
      }
      if (found.title === undefined && isTitle(chunk) && words.length <= 7 && !isStreet(chunk)) {
        found.title = chunk;
        continue;
      }
      if (found.street === undefined && isStreet(chunk) && /\d/.test(chunk) && words.length <= 8) {
        found.street = chunk;
        continue;
      }
      if (!/^[\p{Lu}"“«]/u.test(chunk) || /[?!:]/.test(chunk) || words.length > 6) continue;
      if (found.name === undefined && row <= 2 && words.length <= 4 && !/\d/.test(chunk)) found.name = chunk;
      else if (
        found.company !== undefined &&
        found.city === undefined &&
        words.length <= 4 &&
        !/\d/.test(chunk) &&
        row > 0
      )
        found.city = chunk;
      else if (
        found.company !== undefined &&
        found.city === undefined &&
        words.length <= 4 &&
        !/\d/.test(chunk) &&
        /[,–|·-]/.test(line.text)
      )
        found.city = chunk;
      else if (found.company === undefined && found.name !== undefined && words.length <= 6) {
        found.company = chunk;
        guessed = true;
      }
    }
  }
  if (found.name !== undefined && /^\p{Lu}\.?$/u.test(found.name) && names.length > 0) delete found.name;
  if (Object.keys(found).length === 0) return null;
  return {
    value: found,
    confidence: found.name ? 0.9 : 0.6,
    reason: 'the lines under the closing phrase',
    evidence: [evidence(page, first.start, Math.max(end, first.end))],
  };
}

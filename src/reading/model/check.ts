/** A model's answer held against the mail, the catalogue and the rules' reading: what stands the test becomes the reading. */
import type { Kind, Read, ReadLine, Reading, ReadingContext } from '../../domain/reading.ts';
import { dates } from '../facts/dates.ts';
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import { exactNumbers } from '../items/item-numbers.ts';
import { language as knownLanguage } from '../languages/index.ts';
import { tokenize } from '../words.ts';
import { agreed, alone, unconfirmed } from './agree.ts';
import type { Answer } from './answer.ts';
import { locator } from './locate.ts';
import type { Material } from './material.ts';
import { foundLine, type Found, type Ground } from './said-lines.ts';

const maxLines = 200;
const spoken: readonly Kind[] = ['inquiry', 'change'];

export function checked(
  answer: Answer,
  rules: Reading,
  { material, context, index }: { material: Material; context: ReadingContext; index: CatalogueIndex },
): Reading {
  const ground: Ground = { material, context, index, locate: locator(material.passages) };
  const notes: string[] = [];
  const kind = kindOf(answer.kind, rules.kind, notes);
  const { lines, unfound } = linesOf(answer, rules, kind.value, ground);
  if (unfound > 0) notes.push(`${unfound} of its lines were left out: their words are not in the mail.`);
  return {
    ...rules,
    reader: 'model',
    kind,
    language: languageOf(answer.language, rules.language),
    lines,
    requestedDate: dateOf(answer, rules, ground, notes),
    reference: rules.reference ?? referenceOf(answer, ground),
    notes: [...notes, ...rules.notes],
  };
}

/** A mail is set aside for a robot's on the word of its headers and the rules, never on a model's. */
function kindOf(model: Kind, rules: Read<Kind>, notes: string[]): Read<Kind> {
  if (model === rules.value) return { ...rules, reason: `${rules.reason}; the model reads the same` };
  notes.push(`The model reads it as ${model}, the rules as ${rules.value}.`);
  // Only where the rules found nothing in it does the model's word stand in for theirs. A person is asked either way.
  const value = rules.value === 'other' && spoken.includes(model) ? model : rules.value;
  return {
    ...rules,
    value,
    confidence: 0.4,
    reason: `the rules read ${rules.value} (${rules.reason}), the model ${model}`,
  };
}

const languageOf = (model: string, rules: Read<string>): Read<string> =>
  model === rules.value || rules.confidence >= 0.5
    ? rules
    : { ...rules, value: model, confidence: 0.6, reason: 'by the model; the rules are not sure' };

function linesOf(answer: Answer, rules: Reading, kind: Kind, ground: Ground): { lines: ReadLine[]; unfound: number } {
  if (!spoken.includes(kind)) return { lines: rules.lines, unfound: 0 };
  const said = answer.lines.slice(0, maxLines).map((line) => foundLine(line, kind, ground));
  const found = said.filter((line) => line !== null);
  const pairs = paired(rules.lines, found);
  const known = {
    index: ground.index,
    language: ground.material.language,
    sureLine: ground.context.sureLine,
  };
  const both = rules.lines.map((line) => {
    const model = pairs.get(line);
    return model ? agreed(line, model, known) : unconfirmed(line);
  });
  const taken = new Set(pairs.values());
  const more = found.filter((line) => !taken.has(line)).map((line) => alone(line, known));
  const lines = [...both, ...more].map((line, i) => ({ ...line, id: `l${i + 1}` }));
  return { lines, unfound: said.length - found.length };
}

/** Which model's line is which of the rules': those of one item first, then whatever is read at the same place. */
function paired(rules: ReadLine[], model: Found[]): Map<ReadLine, Found> {
  const pairs = new Map<ReadLine, Found>();
  const left = new Set(model);
  const passes: ((line: ReadLine, found: Found) => boolean)[] = [
    (line, found) => line.item !== null && found.items[0] === line.item && found.items.length === 1,
    (line, found) => line.candidates.some((item) => found.items.includes(item)),
    () => true,
  ];
  for (const alike of passes)
    for (const line of rules) {
      if (pairs.has(line)) continue;
      const found = [...left].find((one) => overlap(line, one) && alike(line, one));
      if (!found) continue;
      pairs.set(line, found);
      left.delete(found);
    }
  return pairs;
}

const overlap = (line: ReadLine, found: Found): boolean =>
  line.evidence.some((a) => found.evidence.some((b) => a.part === b.part && a.start < b.end && b.start < a.end));

/** A day is what our own rules read in the words the model points at; the model's arithmetic counts for nothing. */
function dateOf(
  { requestedDate: said }: Answer,
  rules: Reading,
  ground: Ground,
  notes: string[],
): Reading['requestedDate'] {
  const { material, context, locate } = ground;
  const mine = rules.requestedDate;
  if (!said) return mine;
  const place = locate.next(said.words);
  const days = place
    ? dates(place.evidence.quote, knownLanguage(material.language), material.day, context.country).map(({ day }) => day)
    : [];
  const stands = new Set(days).size === 1 && days[0] === said.day && said.day >= material.day;
  if (mine && (!stands || mine.value === said.day)) return mine;
  if (!place || !stands) {
    notes.push('The model reads a day on which the goods are wanted, which its words do not say.');
    return null;
  }
  if (mine) {
    notes.push(`The rules read ${mine.value} as the day wanted, the model ${said.day}.`);
    return { ...mine, confidence: 0.4, reason: `${mine.reason}; the model reads ${said.day}` };
  }
  notes.push(`Only the model reads a day wanted: ${said.day}.`);
  return { value: said.day, confidence: 0.6, reason: 'only the model reads it', evidence: [place.evidence] };
}

function referenceOf({ reference: said }: Answer, { locate, index }: Ground): Reading['reference'] {
  const place = said && /\d.*\d/.test(said.value) && said.value.length <= 40 ? locate.next(said.value) : null;
  if (!place || /^q-?\d/i.test(place.evidence.quote)) return null;
  const { quote } = place.evidence;
  if (exactNumbers(tokenize(quote), index.numbers).length > 0) return null;
  return { value: quote, confidence: 0.6, reason: 'only the model reads it', evidence: [place.evidence] };
}

import { describe, expect, test } from '@jest/globals';
import { dates } from '../../src/reading/facts/dates.ts';
import { language } from '../../src/reading/languages/index.ts';
import { readText } from './mails.ts';

/** Monday, 23 November 2026. */
const monday = '2026-11-23';

describe('dates as customers write them', () => {
  test.each<[string, string | null, string, string | null]>([
    ['en', 'US', 'by 12/4/2026', '2026-12-04'],
    ['en', 'GB', 'by 4/12/2026', '2026-12-04'],
    ['en', 'US', 'need it by 12/4.', '2026-12-04'],
    ['en', null, 'on December 18', '2026-12-18'],
    ['en', null, 'Jan 15th, 2027', '2027-01-15'],
    ['en', null, 'in two weeks', '2026-12-07'],
    ['en', null, 'this Friday', '2026-11-27'],
    ['en', null, 'Friday, December 18', '2026-12-18'],
    ['fr', null, 'le 15 décembre', '2026-12-15'],
    ['fr', null, 'avant le 10/12/2026', '2026-12-10'],
    ['fr', null, 'fin janvier', '2027-01-31'],
    ['de', null, 'am 14. Dezember', '2026-12-14'],
    ['de', null, 'bis 15.12.2026', '2026-12-15'],
    ['de', null, 'Dienstag der KW 50', '2026-12-08'],
    ['de', null, 'bis Freitag', '2026-11-27'],
    ['es', null, 'el 10 de diciembre de 2026', '2026-12-10'],
    ['it', null, 'entro venerdì 18 dicembre', '2026-12-18'],
    ['nl', null, 'uiterlijk 11 december', '2026-12-11'],
    ['pt', null, 'até sexta-feira', '2026-11-27'],
    ['da', null, 'senest den 9. december', '2026-12-09'],
    ['sv', null, 'om två veckor', '2026-12-07'],
    ['pl', null, 'do 18 grudnia', '2026-12-18'],
    ['en', null, 'January 3', '2027-01-03'],
    ['en', null, 'on Wednesday next week', '2026-12-02'],
    ['fr', null, 'le mercredi de la semaine prochaine', '2026-12-02'],
    ['de', null, 'nächste Woche Mittwoch', '2026-12-02'],
    ['es', null, 'el miércoles de la próxima semana', '2026-12-02'],
    ['it', null, 'mercoledì della prossima settimana', '2026-12-02'],
    ['nl', null, 'volgende week woensdag', '2026-12-02'],
    ['pt', null, 'na quarta-feira da próxima semana', '2026-12-02'],
    ['da', null, 'onsdag i næste uge', '2026-12-02'],
    ['sv', null, 'onsdag nästa vecka', '2026-12-02'],
    ['pl', null, 'we wtorek w przyszłym tygodniu', '2026-12-01'],
    ['en', null, '1/4" drive, 3.5 mm', null],
    ['en', null, '31/02/2027', null],
  ])('%s %s: %s', (code, country, text, day) => {
    expect(dates(text, language(code), monday, country)[0]?.day ?? null).toBe(day);
  });

  test('a day and month that may be the other way round is not certain', () => {
    expect(dates('by 3/4/2027', language('en'), monday, null)[0]?.certain).toBe(false);
  });
});

describe('the wanted date', () => {
  test.each<[string, string, string | null]>([
    ['of delivery', 'Please quote 4 hand saws, delivery by December 18.', '2026-12-18'],
    ['of our answer', 'Please send your quotation for 4 hand saws by Wednesday.', null],
    ['of both', 'Please quote 4 hand saws by Wednesday. We need them delivered on December 18.', '2026-12-18'],
    ['of our confirmation', 'Bitte 4 Handsägen. Wir bitten um Auftragsbestätigung bis übermorgen.', null],
    [
      'of two, the one said of the goods',
      'Please quote 4 hand saws. We open on 17 January 2027 so we want them here by 12 January 2027.',
      '2027-01-12',
    ],
    ['of something past', 'We spoke on November 12. Please quote 4 hand saws.', null],
  ])('%s', async (_, text, day) => {
    expect((await readText(text)).requestedDate?.value ?? null).toBe(day);
  });
});

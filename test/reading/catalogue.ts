/** A small catalogue of workshop goods for the tests of reading: nothing of the sample's, nothing of bicycles. */
import type { Catalogue, CatalogueItem } from '../../src/domain/reading.ts';

const item = (number: string, name: string, more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  number,
  name,
  model: name.split(',')[0] ?? name,
  category: 'Workshop',
  subcategory: '',
  color: '',
  size: '',
  unit: 'EA',
  sellable: true,
  soldUntil: null,
  names: {},
  otherNumbers: [],
  ...more,
});

const gloves = ['S', 'M', 'L'].map((size) =>
  item(`GV-200-${size}`, `Grip Gloves, ${size}`, {
    subcategory: 'Gloves',
    size,
    unit: 'PAIR',
    names: { de: `Griffhandschuhe, ${size}`, fr: `Gants antidérapants, ${size}`, pl: `Rękawice robocze, ${size}` },
  }),
);
const lamps = (['Red', 'Blue'] as const).map((color) =>
  item(`LP-70-${color[0]}`, `Beam-70 Lamp, ${color}`, {
    model: 'Beam-70',
    subcategory: 'Lamps',
    color,
    names: {
      de: `Lampe Beam-70, ${color === 'Red' ? 'rot' : 'blau'}`,
      fr: `Lampe Beam-70, ${color === 'Red' ? 'rouge' : 'bleue'}`,
    },
  }),
);

export const workshop: Catalogue = {
  items: [
    item('HM-1001', 'Claw Hammer', {
      subcategory: 'Hammers',
      names: {
        de: 'Klauenhammer',
        fr: 'Marteau à griffes',
        es: 'Martillo de uña',
        it: 'Martello da carpentiere',
        nl: 'Klauwhamer',
        pt: 'Martelo de orelhas',
        da: 'Kløfthammer',
        sv: 'Klohammare',
        pl: 'Młotek ciesielski',
      },
    }),
    item('HM-1002', 'Sledge Hammer', {
      subcategory: 'Hammers',
      names: { de: 'Vorschlaghammer', fr: 'Masse', es: 'Mazo', sv: 'Slägga', pl: 'Młot' },
    }),
    item('SW-3300', 'Hand Saw', {
      subcategory: 'Saws',
      names: { de: 'Handsäge', fr: 'Scie égoïne', pl: 'Piła ręczna' },
    }),
    item('SW-9', 'Old Fret Saw', { subcategory: 'Saws', soldUntil: '2024-01-31', names: { de: 'Alte Laubsäge' } }),
    item('XX-1', 'Saw Handle Blank', { subcategory: '', sellable: false }),
    ...gloves,
    ...lamps,
  ],
  words: [
    { kind: 'subcategory', en: 'Hammers', language: 'de', name: 'Hämmer', synonyms: ['Hammer'] },
    {
      kind: 'subcategory',
      en: 'Gloves',
      language: 'de',
      name: 'Handschuhe',
      synonyms: ['Handschuh', 'Arbeitshandschuhe'],
    },
    { kind: 'subcategory', en: 'Lamps', language: 'de', name: 'Lampen', synonyms: ['Lampe', 'Leuchte'] },
    { kind: 'color', en: 'Red', language: 'de', name: 'rot', synonyms: ['rote', 'roten', 'roter'] },
    { kind: 'color', en: 'Blue', language: 'de', name: 'blau', synonyms: ['blaue', 'blauen'] },
    { kind: 'color', en: 'Red', language: 'fr', name: 'rouge', synonyms: ['rouges'] },
    { kind: 'color', en: 'Blue', language: 'fr', name: 'bleu', synonyms: ['bleue', 'bleues'] },
  ],
};

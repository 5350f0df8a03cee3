/** Items and words as readers know them, of the company's rows. */
import type { CatalogueItem, CatalogueWord } from '../../domain/reading.ts';
import type { ItemRow, WordRow } from './company-rows.ts';

export const catalogueItem = (row: Omit<ItemRow, 'load'>): CatalogueItem => ({
  number: row._id,
  name: row.name,
  model: row.model,
  category: row.category,
  subcategory: row.subcategory,
  color: row.color,
  size: row.size,
  unit: row.unit,
  sellable: row.sellable,
  soldUntil: row.soldUntil,
  names: row.names,
  otherNumbers: row.gtin === null ? [] : [row.gtin],
});

export const catalogueWord = ({ kind, en, language, name, synonyms }: Omit<WordRow, 'load'>): CatalogueWord => ({
  kind,
  en,
  language,
  name,
  synonyms,
});

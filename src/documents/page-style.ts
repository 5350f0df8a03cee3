/** The part of the style sheet that differs from document to document: paper, running head and foot, colours. */
import type { Company } from '../domain/settings.ts';
import type { Texts } from './catalogue.ts';

/** Countries on North American paper; all others print on ISO 216. */
const letterCountries = new Set(['US', 'CA', 'MX', 'CO', 'CL', 'VE', 'PH', 'GT', 'CR', 'PA', 'DO']);
const charactersPerFootLine = 112;
const maxFootLines = 6;

/** Head and foot are page margin boxes (CSS Paged Media 3), so that they are no part of the text a reader hears. */
export function pageStyle({ company, texts, running }: { company: Company; texts: Texts; running: string }): string {
  const legal = (company.legal ?? []).join('  ·  ');
  const footLines = Math.min(maxFootLines, Math.max(1, Math.ceil(legal.length / charactersPerFootLine)));
  const [accent, onAccent] = colours(company.color);
  const small = 'font:7pt/1.4 "Noto Sans",sans-serif;color:#5c626b';
  const foot = `${small};vertical-align:top;margin-top:4mm;padding-top:2mm;border-top:.4pt solid #b9bec6`;
  const paper = letterCountries.has(company.address.country ?? '') ? 'letter' : 'A4';
  return `:root{--accent:${accent};--on-accent:${onAccent}}
@page{size:${paper};margin:16mm 16mm ${20 + footLines * 3.5}mm 19mm;
@top-left{content:${cssString(running)};${small};vertical-align:bottom;padding-bottom:4mm}
@bottom-left{content:${cssString(legal)};width:82%;${foot}}
@bottom-right{content:${pageOf(texts.sheet.page)};width:18%;text-align:right;${foot}}}
@page:first{@top-left{content:none}}`;
}

/** "Page {page} of {pages}" as CSS content. */
const pageOf = (text: string): string =>
  cssString(text.replace('{page}', '\u0001').replace('{pages}', '\u0002'))
    .replace('\\1 ', '" counter(page) "')
    .replace('\\2 ', '" counter(pages) "');

/**
 * A CSS string literal. All but letters, digits and spaces goes in as a code point, so that nothing can end the string,
 * the rule or the style element (CSS Syntax 3, §4.3.7).
 */
export const cssString = (text: string): string =>
  `"${text.replace(/[^A-Za-z0-9 ]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;

/** The company's colour and black or white upon it, whichever has more contrast (WCAG 2 relative luminance). */
function colours(color: string | undefined): [accent: string, onAccent: string] {
  const accent = color && /^#[0-9a-fA-F]{6}$/.test(color) ? color : '#1f4e79';
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(accent.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return [accent, 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000'];
}

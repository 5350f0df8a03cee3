/** What the law or a lawyer puts under a mail: it names nobody who writes. */
import { fold } from '../words.ts';

const legal =
  /vertraulich|confidential|confidentiel|confidencial|riservat|vertrouwelijk|fortrolig|konfidentiell|poufn|geschaftsfuhrer\s*:|amtsgericht|handelsregister|hrb\s|ust-id|vat\s|siret|siren|p\.?\s?iva|disclaimer|intended recipient|privileged|umwelt|environment|imprimer|kvk|cvr|org\.?\s?nr/;

/** A line as far as it speaks of the person: "Tel. 030 555" of "Tel. 030 555 – P.IVA 0123"; null where nothing of it does. */
export function beforeLegal(text: string): string | null {
  const at = fold(text).search(legal);
  if (at < 0) return text;
  const cut = text.slice(0, at).search(/\s[–—|·•-]\s{1,3}$/);
  return cut > 0 ? text.slice(0, cut) : null;
}

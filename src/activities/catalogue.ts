import type { Dependencies } from './dependencies.ts';

/** Brings the reader's catalogue up to the sales system's; several mails at once load it once.
 * Changed items are changed; the whole is loaded where the sales system cannot tell them, or too many did. */
export function createCatalogueRefresh({
  sales,
  reading,
  log,
}: Pick<Dependencies, 'sales' | 'reading' | 'log'>): () => Promise<void> {
  let loading: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    const version = await sales.catalogueVersion();
    const held = reading.catalogueVersion();
    if (version === held) return;
    const changed = held === null ? null : await sales.catalogueChanges(held);
    if (changed && (await reading.changeCatalogue(changed.version, changed))) {
      log.info({ version: changed.version, items: changed.items.length }, 'catalogue changed');
      return;
    }
    const catalogue = await sales.catalogue();
    await reading.useCatalogue(version, catalogue);
    log.info({ version }, 'catalogue loaded');
  };
  return () => (loading ??= load().finally(() => (loading = null)));
}

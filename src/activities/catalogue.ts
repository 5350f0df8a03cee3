import type { Dependencies } from './dependencies.ts';

/** Brings the reader's catalogue up to the sales system's; several mails at once load it once. */
export function createCatalogueRefresh({
  sales,
  reading,
  log,
}: Pick<Dependencies, 'sales' | 'reading' | 'log'>): () => Promise<void> {
  let loading: Promise<void> | null = null;
  const load = async (): Promise<void> => {
    const version = await sales.catalogueVersion();
    if (version === reading.catalogueVersion()) return;
    const catalogue = await sales.catalogue();
    await reading.useCatalogue(version, catalogue);
    log.info({ version, items: catalogue.items.length }, 'catalogue loaded');
  };
  return () => (loading ??= load().finally(() => (loading = null)));
}

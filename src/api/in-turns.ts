/** Does `one` for each, at most `width` at a time; results in the order given. */
export async function inTurns<T, R>(all: readonly T[], one: (item: T) => Promise<R>, width: number): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < all.length) {
      const index = next++;
      results[index] = await one(all[index]!);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}

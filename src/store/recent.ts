/** What this process had in hand lately, by id: for what never changes once it is written, or is known to stay the same. */
export interface Recent<T> {
  find(id: string): T | undefined;
  keep(id: string, value: T): T;
  /** Forgets whatever fits. */
  drop(fits: (value: T, id: string) => boolean): void;
}

/** At most so many; the one kept longest goes first. */
export function recent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>();
  return {
    find: (id) => kept.get(id),
    keep: (id, value) => {
      if (kept.size >= most) kept.delete(kept.keys().next().value!);
      kept.set(id, value);
      return value;
    },
    drop: (fits) => {
      for (const [id, value] of kept) if (fits(value, id)) kept.delete(id);
    },
  };
}

/** Runs `job` `count` times, at most `width` at once; seconds it took. */
export async function inParallel(count: number, width: number, job: () => Promise<void>): Promise<number> {
  const started = performance.now();
  let left = count;
  const runner = async () => {
    while (left > 0) {
      left -= 1;
      await job();
    }
  };
  await Promise.all(Array.from({ length: width }, runner));
  return (performance.now() - started) / 1000;
}

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

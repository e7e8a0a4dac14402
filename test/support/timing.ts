/** Mean and variance of a sample. */
function moments(sample: readonly number[]): { mean: number; variance: number } {
  const mean = sample.reduce((sum, x) => sum + x, 0) / sample.length;
  return { mean, variance: sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (sample.length - 1) };
}

/** Welch's t of two samples: beyond ±4.5 an attacker can tell them apart, as the leakage tests of cryptography have it. */
export function welchT(a: readonly number[], b: readonly number[]): number {
  const [one, other] = [moments(a), moments(b)];
  return (one.mean - other.mean) / Math.sqrt(one.variance / a.length + other.variance / b.length);
}

/** The sample without its slowest tenth: a pause of the machine is no word of the server's. */
export function withoutTail(sample: readonly number[]): number[] {
  return [...sample].sort((x, y) => x - y).slice(0, Math.ceil(sample.length * 0.9));
}

/** Milliseconds that each of `ways` takes, asked in turn so that a busy moment falls on all of them alike. */
export async function timings(ways: readonly (() => Promise<unknown>)[], rounds: number): Promise<number[][]> {
  const taken: number[][] = ways.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [n] of ways.entries()) {
      const turn = (n + round) % ways.length;
      const from = performance.now();
      await ways[turn]?.();
      taken[turn]?.push(performance.now() - from);
    }
  }
  return taken;
}

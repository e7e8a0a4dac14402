import { readdirSync, readFileSync } from "node:fs";

export type Spread = { readonly median: number; readonly quartiles: readonly [number, number] };

/** The middle of the rounds and where half of them lie. One slow neighbour moves a mean, not these. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: round(at(sorted, 0.5)), quartiles: [round(at(sorted, 0.25)), round(at(sorted, 0.75))] };
}

function at(sorted: readonly number[], fraction: number): number {
  const place = (sorted.length - 1) * fraction;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) throw new Error("no rounds");
  return below + (above - below) * (place - Math.floor(place));
}

export function round(value: number, digits = 4): number {
  return Number(value.toPrecision(digits));
}

/** Nanoseconds that all threads of a process have spent on a CPU; `stat` counts in ticks of 10 ms. Linux only. */
export function cpuOf(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).reduce((sum, task) => {
    return sum + Number(readFileSync(`${tasks}/${task}/schedstat`, "latin1").split(" ")[0]);
  }, 0);
}

/** Resident memory in KiB. */
export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]);
}

/** The one line that a bench prints. `budget` is the most that `ratio` may be. */
export function report(result: { bench: string; ratio: number; budget: number; [figure: string]: unknown }): void {
  console.log(JSON.stringify(result));
}

/** A whole number given as `--name 500`. */
export function option(name: string, otherwise: number): number {
  const place = process.argv.indexOf(`--${name}`);
  if (place < 0) return otherwise;
  const value = Number(process.argv[place + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} wants a whole number above 0`);
  return value;
}

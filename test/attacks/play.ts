import type { Attempt, Case } from "./case.ts";
import { Ground, type Shared } from "./ground.ts";
import { within } from "../support/until.ts";

export type Outcome = {
  readonly row: number;
  readonly name: string;
  readonly result: "passed" | "failed" | "not run";
  /** The outcome seen, or the reason why it was not tried. */
  readonly seen: string;
  readonly ms: number;
};

/** An attack that hangs is a failed one, and the run goes on. */
const patienceMs = 180_000;

export async function play(one: Case, shared: Shared): Promise<Outcome> {
  const { row, name } = one;
  if ("why" in one) return { row, name, result: "not run", seen: one.why, ms: 0 };
  const from = performance.now();
  const answer = await attempt(one, shared);
  return { row, name, ...answer, ms: Math.round(performance.now() - from) };
}

async function attempt(one: Attempt, shared: Shared): Promise<Pick<Outcome, "result" | "seen">> {
  const ground = new Ground(shared);
  try {
    return { result: "passed", seen: await within(one.name, one.run(ground), patienceMs) };
  } catch (error) {
    return { result: "failed", seen: error instanceof Error ? error.message : String(error) };
  } finally {
    await ground.end();
  }
}

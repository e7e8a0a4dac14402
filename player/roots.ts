import { mostRotations, openFirstRoot, openNextRoot, type TrustedRoot } from "../content/trust/root.ts";
import { longest, type Verify } from "../content/trust/envelope.ts";
import { Problem } from "../content/wire/problem.ts";
import { RootChain, screenPaths } from "../content/wire/screen-api.ts";
import { ask, parseJson, Unreachable, type Fetch } from "./ask.ts";

/** A server fills an answer by bytes; this is more than any fills, and less than a small device cannot hold. */
const longestAnswer = 8 * longest.root;

/**
 * Walks the chain of roots from `current` as far as the server has it. Every link is signed by the keys of both its
 * ends, so it does not matter who hands it over. What was walked is kept when the next step fails, or after as many
 * steps as are taken in one go: the next visit goes on from there. @throws Problem, Unreachable when not one step was made
 */
export async function newestRoot(fetch: Fetch, current: TrustedRoot, verify: Verify): Promise<TrustedRoot> {
  let trusted = current;
  const last = current.root.version + mostRotations;
  try {
    while (trusted.root.version < last) {
      const roots = await rootsAfter(fetch, trusted.root.version);
      if (roots.length === 0) break;
      for (const envelope of roots) trusted = await openNextRoot(trusted.root, envelope, verify);
    }
  } catch (error) {
    // The same step fails again at the next visit, and is reported there, for then it is the first.
    if (trusted === current || !(error instanceof Problem || error instanceof Unreachable)) throw error;
  }
  return trusted;
}

/** The whole chain from its beginning, for a token that was paired beforehand: the first root is taken on the server's word. */
export async function firstRoots(fetch: Fetch, verify: Verify): Promise<TrustedRoot | undefined> {
  const [first] = await rootsAfter(fetch, 0);
  return first === undefined ? undefined : newestRoot(fetch, await openFirstRoot(first, verify), verify);
}

async function rootsAfter(fetch: Fetch, version: number): Promise<readonly string[]> {
  const path = `${screenPaths.roots}?after=${version}`;
  const answer = await ask(fetch, path, { limit: longestAnswer });
  if (!answer.body) throw new Problem("trust/too-long", { detail: "roots" });
  const chain = RootChain.safeParse(parseJson(answer.body));
  if (answer.status !== 200 || !chain.success) throw new Unreachable(`${path}: ${answer.status}`);
  return chain.data.roots;
}

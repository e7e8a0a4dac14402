import { followRoots, mostRotations, openFirstRoot, type TrustedRoot } from "../content/trust/root.ts";
import { longest, type Verify } from "../content/trust/envelope.ts";
import { Problem } from "../content/wire/problem.ts";
import { RootChain, screenPaths } from "../content/wire/screen-api.ts";
import { ask, parseJson, Unreachable, type Fetch } from "./ask.ts";

/** So many roots come in one answer at most (`RootChain`). */
const longestAnswer = 4 * longest.root;

/**
 * Walks the chain of roots from `current` as far as the server has it. Every link is signed by the keys of both its
 * ends, so it does not matter who hands it over. @throws Problem of the first link that does not hold; Unreachable
 */
export async function newestRoot(fetch: Fetch, current: TrustedRoot, verify: Verify): Promise<TrustedRoot> {
  let trusted = current;
  for (let walked = 0; walked <= mostRotations;) {
    const roots = await rootsAfter(fetch, trusted.root.version);
    if (roots.length === 0) return trusted;
    trusted = await followRoots(trusted, roots, verify);
    walked += roots.length;
  }
  throw new Problem("trust/too-long", { detail: "roots" });
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

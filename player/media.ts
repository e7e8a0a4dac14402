import type { MediaEntry } from "../content/trust/manifest.ts";
import { Problem } from "../content/wire/problem.ts";
import { screenPaths } from "../content/wire/screen-api.ts";
import { ask, Unreachable, type Fetch } from "./ask.ts";
import { hashOf } from "./verify.ts";

/**
 * Fetches one file whole: never more bytes than the manifest declared, and only with the declared hash.
 * @throws Problem trust/media-bytes; Unreachable, Removed
 */
export async function fetchMedia(fetch: Fetch, token: string, entry: MediaEntry): Promise<Blob> {
  const answer = await ask(fetch, screenPaths.media(entry.sha256), { token, limit: entry.bytes });
  // A file that is announced and not yet there is late, not wrong.
  if (answer.status !== 200) throw new Unreachable(`${entry.sha256}: ${answer.status}`);
  const { body } = answer;
  if (!body || body.length !== entry.bytes || (await hashOf(body)) !== entry.sha256) {
    throw new Problem("trust/media-bytes", { detail: entry.sha256 });
  }
  return new Blob([body], { type: entry.type });
}

/** Whether stored bytes are still the ones that were approved. */
export async function isWhole(blob: Blob, sha256: string): Promise<boolean> {
  try {
    return (await hashOf(await new Response(blob).arrayBuffer().then((buffer) => new Uint8Array(buffer)))) === sha256;
  } catch (error) {
    // The row is there, its file is not (attacks.md §4.3).
    if (error instanceof DOMException || error instanceof TypeError) return false;
    throw error;
  }
}

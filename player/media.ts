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

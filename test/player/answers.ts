import type { Fetch } from "../../player/ask.ts";
import type { File } from "./forge.ts";

/** A server's answers, given to the player in the place of `fetch`: what it would say, byte for byte. */
export class Answers {
  envelope: string | undefined;
  etag = "";
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly asked: string[] = [];
  /** No network. */
  down = false;
  /** Overrules an answer; `undefined` leaves it. */
  instead: (path: string, init: RequestInit) => Response | undefined = () => undefined;

  publish(envelope: string, etag: string, files: readonly File[] = []): void {
    this.envelope = envelope;
    this.etag = etag;
    for (const { rendition, bytes } of files) this.files.set(rendition.sha256, bytes);
  }

  readonly fetch: Fetch = async (path, init) => {
    this.asked.push(path);
    if (this.down) throw new TypeError("Failed to fetch");
    const overruled = this.instead(path, init);
    if (overruled) return overruled;
    const headers = new Headers(init.headers);
    if (headers.get("authorization") !== "Bearer the-token-of-this-screen") return problem("screen/unknown-token", 401);
    if (path === "/api/screen/manifest") {
      if (this.envelope === undefined) return problem("request/not-found", 404);
      if (headers.get("if-none-match") === this.etag) return new Response(null, { status: 304 });
      return new Response(this.envelope, { headers: { etag: this.etag } });
    }
    const file = this.files.get(path.replace("/media/", ""));
    return file ? new Response(file) : problem("media/not-found", 404);
  };
}

export const token = "the-token-of-this-screen";

export function problem(code: string, status: number): Response {
  return Response.json({ type: `urn:bangtin:problem:${code}`, title: code, status, code }, { status });
}

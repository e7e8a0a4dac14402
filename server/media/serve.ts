import { Problem } from "../../content/wire/problem.ts";
import type { ByteRange, MediaStore } from "./store.ts";

/** Everything in the store was encoded here as this, so nothing is guessed and no sender's word is passed on. */
const contentType = "image/webp";

/**
 * Answers GET or HEAD of `/media/{sha256}`: 200, 206 for a single range, 304, or 416. Bytes named by their hash never
 * change, so they may be kept for ever.
 * @throws Problem media/not-found, also for a name that is no hash
 */
export async function serveMedia(store: MediaStore, sha256: string, request: Request): Promise<Response> {
  const media = await store.open(sha256);
  if (!media) throw new Problem("media/not-found");
  const etag = `"${sha256}"`;
  const headers = new Headers({
    "accept-ranges": "bytes",
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-type": contentType,
    etag,
    "x-content-type-options": "nosniff",
  });
  if (names(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });

  const asked = request.headers.get("range");
  const condition = request.headers.get("if-range");
  const range = asked && (condition === null || condition === etag) ? rangeOf(asked, media.size) : undefined;
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${media.size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("content-length", String(range ? range.to - range.from + 1 : media.size));
  if (range) headers.set("content-range", `bytes ${range.from}-${range.to}/${media.size}`);
  // A stream that is opened for HEAD and never read would hold a file open.
  const body = request.method === "HEAD" ? null : media.stream(range);
  return new Response(body, { status: range ? 206 : 200, headers });
}

function names(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const tags = ifNoneMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

/** RFC 9110 §14.2: what is not one well-formed byte range is ignored, and the whole is sent. */
function rangeOf(header: string, size: number): ByteRange | "unsatisfiable" | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
  const [first, last] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { from: size - length, to: size - 1 };
  }
  const from = Number(first);
  const to = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== "" && Number(last) < from) return undefined;
  return from >= size ? "unsatisfiable" : { from, to };
}

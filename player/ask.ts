import * as z from "zod/mini";
import { readAtMost } from "./bounded-read.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** No usable answer: the network, a timeout, an overloaded or broken server. Try again later; nothing is concluded. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** The server knows this device token no more. Only this, heard from the server itself, removes a screen. */
export class Removed extends Error {
  override readonly name = "Removed";
}

/** The server says that two devices claim to be this screen: nothing is played until one of them is paired again. */
export class Quarantined extends Error {
  override readonly name = "Quarantined";
}

export type Answer = {
  readonly status: number;
  readonly etag: string;
  /** `undefined` when the body was longer than was allowed. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** The problem code of a refusal, where it gave one. */
  readonly code: string | undefined;
};

export type Question = {
  readonly token?: string;
  readonly body?: unknown;
  readonly etag?: string;
  /** Longest body to read, in bytes. */
  readonly limit: number;
};

/** Silence of the other side after which a request is given up; so many bytes of a body, and no fewer, start it anew. */
const silenceMs = 20_000;
/** A byte a second would hold an update for days (attacks.md case 10); the slowest link in use brings this in a second. */
const leastBytes = 1024;
const ProblemBody = z.object({ code: z.string() });

/**
 * One request to the server. Every answer below 500 but 429 is an answer.
 * @throws Unreachable, Removed, Quarantined
 */
export async function ask(fetch: Fetch, path: string, question: Question): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (question.token !== undefined) headers["Authorization"] = `Bearer ${question.token}`;
  if (question.etag) headers["If-None-Match"] = question.etag;
  if (question.body !== undefined) headers["Content-Type"] = "application/json";
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), silenceMs);
  let trickle = leastBytes;
  const heard = (bytes: number): void => {
    trickle += bytes;
    if (trickle < leastBytes) return;
    trickle = 0;
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), silenceMs);
  };
  let response: Response;
  let body: Uint8Array<ArrayBuffer> | undefined;
  try {
    response = await fetch(path, {
      method: question.body === undefined ? "GET" : "POST",
      headers,
      ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
      // The token is the identity; and what was fetched once is kept by us, verified, not by the browser.
      credentials: "omit",
      cache: "no-store",
      signal: abort.signal,
    });
    heard(0);
    body = await readAtMost(response, response.ok ? question.limit : 20_000, heard);
  } catch (cause) {
    throw new Unreachable(path, { cause });
  } finally {
    clearTimeout(timer);
  }
  const code = response.status >= 400 ? problemCode(body) : undefined;
  if (response.status >= 500 || response.status === 429) throw new Unreachable(`${path}: ${response.status}`);
  if (response.status === 401 && code === "screen/unknown-token") throw new Removed(path);
  if (response.status === 403 && code === "screen/quarantined") throw new Quarantined(path);
  return { status: response.status, etag: response.headers.get("ETag") ?? "", body, code };
}

function problemCode(body: Uint8Array | undefined): string | undefined {
  const parsed = ProblemBody.safeParse(parseJson(body));
  return parsed.success ? parsed.data.code : undefined;
}

/** The JSON of a body, or `undefined` when it is none. */
export function parseJson(body: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { Problem, type ProblemCode } from "../content/wire/problem.ts";

/** The one place where a refusal becomes RFC 9457 problem details, and a bug becomes a 500 that tells nothing. */
export function answerError(error: Error, context: Context, log: (line: string) => void): Response {
  if (error instanceof Problem) return problemDetails(error.code, error.status, error.detail);
  if (error instanceof HTTPException) return problemDetails("request/malformed", error.status, error.message);
  if (isUnavailable(error)) {
    log(`unavailable: ${context.req.method} ${context.req.path}: ${error.message}`);
    return problemDetails("server/unavailable", 503);
  }
  log(`bug: ${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`);
  return problemDetails("server/bug", 500);
}

export function problemDetails(code: ProblemCode, status: number, detail?: string): Response {
  const body = {
    type: `urn:bangtin:problem:${code}`,
    title: code,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}

/** The database is locked, full or read-only: nothing was written, and trying again later is right. */
function isUnavailable(error: Error): boolean {
  const code: unknown = "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" && [5, 8, 10, 13].includes(code & 0xff);
}

import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type * as z from "zod/mini";
import { api, type Api, type Operation, type OperationName, type ReplyOf } from "../content/wire/api.ts";
import { Problem } from "../content/wire/problem.ts";
import { screenPaths } from "../content/wire/screen-api.ts";
import type { User } from "./auth/auth.ts";
import { hashToken } from "./auth/setup.ts";
import { screenByTokenHash } from "./db/screens.ts";
import type { ScreenRow } from "./db/tables.ts";
import type { Deps } from "./deps.ts";
import { sameOrigin, screenOrigin } from "./origin.ts";

type Parsed<N extends OperationName, K extends "query" | "body"> =
  Api[N] extends Record<K, infer S extends z.ZodMiniType> ? z.output<S> : undefined;

/** Who asks: a signed-in person, a paired screen, or nobody in particular. Only the one that `who` names is there. */
type Asker<N extends OperationName> = Api[N]["who"] extends "anyone"
  ? undefined
  : Api[N]["who"] extends "screen"
    ? { token: string }
    : User;

export type Call<N extends OperationName> = {
  readonly context: Context;
  readonly asker: Asker<N>;
  readonly query: Parsed<N, "query">;
  readonly body: Parsed<N, "body">;
  /** A path parameter that the operation's path names. */
  readonly param: (name: string) => string;
};

/** A reply that is not JSON, or carries headers of its own, is a `Response`. */
type Answer<N extends OperationName> = ReplyOf<N> | Response;

/** A campaign may name 20,000 venues. */
const jsonLimit = 1024 * 1024;
const uploadLimit = 20 * 1024 * 1024;

/** Serves one operation of the table: checks origin, content type and who asks, parses what it is given, and answers. */
export function serve<N extends OperationName>(
  app: Hono,
  deps: Deps,
  name: N,
  handle: (call: Call<N>) => Promise<Answer<N>>,
): void {
  const operation: Operation = api[name];
  const path = operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
  const limit = bodyLimit({
    maxSize: operation.bodyType ? uploadLimit : jsonLimit,
    onError: () => {
      throw new Problem(operation.bodyType ? "picture/too-large" : "request/too-large");
    },
  });
  app.on(operation.method, path, limit, async (context) => {
    guardUnsafe(context, operation, deps);
    const asker = await identify(context, operation, deps);
    const answer = await handle({
      context,
      asker: asker as Asker<N>,
      query: parse(operation.query, context.req.query()) as Parsed<N, "query">,
      body: (operation.body ? parse(operation.body, await readJson(context)) : undefined) as Parsed<N, "body">,
      param: (key) => {
        const value = context.req.param(key);
        if (value === undefined) throw new Error(`${path} has no parameter ${key}.`);
        return value;
      },
    });
    if (answer instanceof Response) return answer;
    return context.json(answer ?? {}, 200, { "cache-control": "no-store" });
  });
}

/** Hono's csrf() guards forms only: every unsafe method needs this server's own origin and the exact content type. */
function guardUnsafe(context: Context, operation: Operation, deps: Deps): void {
  if (operation.method === "GET") return;
  // Screens bring a token and no cookie, and a new one brings nothing that another page could not.
  const mayAsk = operation.who === "screen" || operation.path === screenPaths.pairing ? screenOrigin : sameOrigin;
  if (!mayAsk(context.req.header("origin"), context.req.header("host"), deps.config))
    throw new Problem("request/wrong-origin");
  if (operation.method === "DELETE") return;
  const type = context.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== (operation.bodyType ?? "application/json")) throw new Problem("request/wrong-content-type");
}

async function identify(
  context: Context,
  { who }: Operation,
  deps: Deps,
): Promise<User | { token: string } | undefined> {
  if (who === "anyone") return undefined;
  if (who === "screen") return { token: bearerToken(context) };
  const user = await deps.auth.userOf(context.req.raw.headers);
  if (!user) throw new Problem("auth/signed-out");
  if (!who.includes(user.role)) throw new Problem("auth/not-allowed");
  return user;
}

function bearerToken(context: Context): string {
  const token = /^Bearer ([\w-]{20,120})$/.exec(context.req.header("authorization") ?? "")?.[1];
  if (token === undefined) throw new Problem("screen/unknown-token");
  return token;
}

/** The paired screen that this token belongs to. @throws Problem screen/unknown-token, screen/quarantined */
export async function screenOf(deps: Deps, token: string): Promise<ScreenRow> {
  const screen = await screenByTokenHash(deps.db, hashToken(token));
  if (!screen) throw new Problem("screen/unknown-token");
  // Two devices claim to be it: neither is given anything until somebody has looked after them.
  if (screen.quarantined_at !== null) throw new Problem("screen/quarantined");
  return screen;
}

async function readJson(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError)
      throw new Problem("request/malformed", { detail: "The body is not JSON.", cause });
    throw cause;
  }
}

function parse(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new Problem("request/malformed", { detail: where.join("; ") });
}

/** The address that a rate limit counts by. Only the socket's own: no header a client could write is trusted. */
export function clientAddress(context: Context): string {
  return getConnInfo(context).remote.address ?? "unknown";
}

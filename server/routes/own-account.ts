import type { Context, Hono } from "hono";
import { Problem } from "../../content/wire/problem.ts";
import { clientAddressHeader } from "../auth/auth.ts";
import { change } from "../change.ts";
import type { Deps } from "../deps.ts";
import type { Limits } from "../limits.ts";
import { sameOrigin } from "../origin.ts";
import { clientAddress } from "../serve.ts";

/** All that better-auth may answer by itself. Its other routes change people past our record, and are not there. */
const ownAccount: ReadonlySet<string> = new Set(
  ["sign-in/email", "sign-out", "get-session", "change-password"].map((name) => `/api/auth/${name}`),
);

/** A sign-in is two lines of text. */
const longestBody = 4096;

/** Signing in and out, and one's own password: better-auth's, with our guards before it and our record after it. */
export function ownAccountRoutes(app: Hono, deps: Deps, limits: Limits): void {
  app.on(["GET", "POST"], "/api/auth/*", async (context) => {
    const { path } = context.req;
    if (!ownAccount.has(path)) throw new Problem("request/not-found");
    if (!sameOrigin(context.req.header("origin"), context.req.header("host"), deps.config))
      throw new Problem("request/wrong-origin");
    if (context.req.method === "POST" && !/^application\/json\s*(;|$)/i.test(context.req.header("content-type") ?? ""))
      throw new Problem("request/wrong-content-type");
    const text = context.req.method === "POST" ? await readShort(context) : "";
    if (path.endsWith("/sign-in/email")) return signIn(context, text);
    const before = await deps.auth.sessionOf(context.req.raw.headers);
    const changing = path.endsWith("/change-password");
    // Whoever learnt the old password is not left signed in with it.
    const answer = await ask(context, changing ? JSON.stringify({ ...bodyOf(text), revokeOtherSessions: true }) : text);
    if (!answer.ok || !before) return answer;
    if (changing) {
      // After the fact and not with it: better-auth writes outside our transactions. A crash between leaves no entry.
      await change(deps, before.user.id, ({ audit }) => audit("user.password", `user:${before.user.id}`));
    }
    if (changing || path.endsWith("/sign-out")) await deps.push.cutEnded(before.user.id);
    return answer;
  });

  async function signIn(context: Context, text: string): Promise<Response> {
    const { email } = bodyOf(text);
    // Counted for addresses that nobody has, too: the limit says nothing about who is known here.
    const account = typeof email === "string" ? email.trim().toLowerCase().slice(0, 200) : "";
    await limits.signIn.allowed(account);
    const answer = await ask(context, text);
    if (answer.status === 401) await limits.signIn.failed(account);
    return answer;
  }

  function ask(context: Context, text: string): Promise<Response> {
    const headers = new Headers(context.req.raw.headers);
    headers.set(clientAddressHeader, clientAddress(context));
    headers.delete("content-length");
    const { method, url } = context.req;
    return deps.auth.handle(new Request(url, { method, headers, ...(method === "POST" ? { body: text } : {}) }));
  }
}

async function readShort(context: Context): Promise<string> {
  if (Number(context.req.header("content-length") ?? 0) > longestBody) throw new Problem("request/too-large");
  let text = "";
  const decoder = new TextDecoder();
  for await (const part of context.req.raw.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    if (text.length > longestBody) throw new Problem("request/too-large");
  }
  return text;
}

function bodyOf(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null) return body as Record<string, unknown>;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Problem("request/malformed", { detail: "The body is not a JSON object." });
}

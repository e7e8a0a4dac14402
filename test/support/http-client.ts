import { api, type Api, type BodyOf, type OperationName, type ReplyOf } from "../../content/wire/api.ts";
import type { ProblemCode } from "../../content/wire/problem.ts";

/** A refusal as a client hears it. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: ProblemCode;
  constructor(status: number, code: ProblemCode, detail: string | undefined) {
    super(`${status} ${code} ${detail ?? ""}`);
    this.status = status;
    this.code = code;
  }
}

type Ask<N extends OperationName> = {
  params?: Record<string, string>;
  query?: Record<string, string>;
} & (Api[N] extends { body: unknown } ? { body: BodyOf<N> } : { body?: undefined });

/** Somebody who talks to the server over HTTP: a person by cookie, a screen by token, or nobody. */
export type Client = {
  readonly headers: Readonly<Record<string, string>>;
  call<N extends OperationName>(name: N, ask?: Ask<N>): Promise<ReplyOf<N>>;
  raw(
    method: string,
    path: string,
    init?: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> },
  ): Promise<Response>;
};

/** Talks to the server at `url` as whoever these headers say. */
export function clientOf(url: string, headers: Record<string, string>): Client {
  const raw: Client["raw"] = (method, path, init = {}) =>
    fetch(url + path, {
      method,
      redirect: "manual",
      headers: { origin: url, ...headers, ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
  return {
    headers,
    raw,
    async call(name, ask) {
      const { method, path } = api[name];
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(ask?.params?.[key] ?? ""));
      const query = ask?.query ? `?${new URLSearchParams(ask.query).toString()}` : "";
      const response = await raw(method, filled + query, {
        ...(ask?.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
        headers: { "content-type": "application/json" },
      });
      const reply = (await response.json()) as { code: ProblemCode; detail?: string };
      if (!response.ok) throw new Refused(response.status, reply.code, reply.detail);
      return reply as never;
    },
  };
}

/** Signs in through the real door. */
export async function signIn(url: string, email: string, secret: string): Promise<Client> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password: secret }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return clientOf(url, {
    cookie: response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; "),
  });
}

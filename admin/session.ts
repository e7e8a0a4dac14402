import { api, type Operation, type OperationName, type ReplyOf } from "../content/wire/api.ts";
import type { UserView } from "../content/wire/views.ts";
import { call, problemIn, Unreachable } from "./client.ts";

/** Who is at the desk. Sign-in itself is the session library's own endpoint, outside the table of operations. */
export type Session = {
  readonly user: UserView | undefined;
  readonly setup: boolean;
  readonly demo: boolean;
  /** The demo's ready-made private keys (`keys/demo-keys.ts`). */
  readonly demoKeys: ReplyOf<"session">["demoKeys"];
  /** Server time minus this device's clock, in milliseconds. */
  readonly clockOffset: number;
};

let current: Session | undefined;

/** The session last read; pages are only shown while somebody is signed in. */
export function session(): Session | undefined {
  return current;
}

/** Whether whoever is signed in may do this: the same table that the server refuses by. */
export function may(operation: OperationName): boolean {
  const { who }: Operation = api[operation];
  return current?.user !== undefined && typeof who === "object" && who.includes(current.user.role);
}

/** The server's time, from this device's clock and the difference heard at sign-in. */
export const serverNow = (): number => Date.now() + (current?.clockOffset ?? 0);

export async function readSession(): Promise<Session> {
  const { user, setup, demo, demoKeys, serverTime } = await call("session");
  current = { user, setup, demo, demoKeys, clockOffset: serverTime - Date.now() };
  return current;
}

export type SignInOutcome = "in" | "wrong" | "too-many";

/** @throws Problem, Unreachable */
export async function signIn(email: string, password: string): Promise<SignInOutcome> {
  const response = await post("/api/auth/sign-in/email", { email, password });
  if (response.ok) return "in";
  if (response.status === 429) return "too-many";
  if (response.status === 401 || response.status === 400 || response.status === 403) return "wrong";
  throw problemIn(response.status, await response.text());
}

export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {});
}

async function post(url: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
}

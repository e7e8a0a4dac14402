import { api, type Api, type BodyOf, type Operation, type OperationName, type ReplyOf } from "../content/wire/api.ts";
import { Problem, problems, type ProblemCode } from "../content/wire/problem.ts";
import { PictureView } from "../content/wire/views.ts";
import { problemWords } from "./strings/problems.ts";
import { shellWords } from "./strings/shell.ts";

/** The one way from the desk to the server: typed by the table of operations, replies parsed with its schemas. */

type ParamNames<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamNames<Rest> : never;
type ParamsOf<N extends OperationName> = ParamNames<Api[N]["path"]>;
type QueryOf<N extends OperationName> = Api[N] extends { query: infer Q } ? Q : undefined;

export type RequestOf<N extends OperationName> = { readonly signal?: AbortSignal } & ([ParamsOf<N>] extends [never]
  ? { readonly params?: undefined }
  : { readonly params: Readonly<Record<ParamsOf<N>, string>> }) &
  (QueryOf<N> extends undefined
    ? { readonly query?: undefined }
    : { readonly query?: Readonly<Record<string, string>> }) &
  (BodyOf<N> extends undefined ? { readonly body?: undefined } : { readonly body: BodyOf<N> });

type Arguments<N extends OperationName> = [ParamsOf<N>] extends [never]
  ? BodyOf<N> extends undefined
    ? [request?: RequestOf<N>]
    : [request: RequestOf<N>]
  : [request: RequestOf<N>];

/** The same without the operation's name, for the one place that handles them all alike. */
type LooseRequest = {
  readonly signal?: AbortSignal;
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
};

/** The server could not be reached: no network, or it is down. Nothing is known to have changed. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** What the shell lends the client: how to sign in again in place, and who hears whether the server is reached. */
export type Surroundings = {
  /** Asks for a sign-in over the page; answers whether the same person came back, so that the call may be repeated. */
  signInAgain: () => Promise<boolean>;
  reached: (reached: boolean) => void;
};

let surroundings: Surroundings = { signInAgain: async () => false, reached: () => undefined };

export function surroundWith(given: Surroundings): void {
  surroundings = given;
}

/**
 * Calls one operation.
 * @throws Problem for a refusal, Unreachable when there was no answer
 */
export async function call<N extends OperationName>(name: N, ...args: Arguments<N>): Promise<ReplyOf<N>> {
  const operation: Operation = api[name];
  const request: LooseRequest = args[0] ?? {};
  const headers = new Headers({ accept: "application/json" });
  const init: RequestInit = { method: operation.method, headers };
  if (request.signal) init.signal = request.signal;
  if (request.body !== undefined) {
    headers.set("content-type", "application/json");
    init.body = JSON.stringify(request.body);
  }
  const url = addressOf(operation.path, request.params ?? {}, request.query ?? {});
  let response = await reach(url, init);
  if (response.status === 401 && (await surroundings.signInAgain())) response = await reach(url, init);
  if (!response.ok) throw await problemOf(response);
  if (!operation.reply) return undefined as ReplyOf<N>;
  const reply: unknown = await response.json();
  return operation.reply.parse(reply) as ReplyOf<N>;
}

export function addressOf(
  path: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new TypeError(`${path} lacks ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    surroundings.reached(false);
    throw new Unreachable("no answer", { cause });
  }
  surroundings.reached(true);
  return response;
}

export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  return problemIn(response.status, text);
}

/** Reads problem details (RFC 9457); an answer that is none becomes the nearest code of the table. */
export function problemIn(status: number, text: string): Problem {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const fields = (typeof body === "object" && body !== null ? body : {}) as { code?: unknown; detail?: unknown };
  const detail = typeof fields.detail === "string" ? { detail: fields.detail } : {};
  if (typeof fields.code === "string" && fields.code in problems)
    return new Problem(fields.code as ProblemCode, detail);
  const nearest: Partial<Record<number, ProblemCode>> = {
    400: "request/malformed",
    401: "auth/signed-out",
    403: "auth/not-allowed",
    404: "request/not-found",
    413: "request/too-large",
    415: "request/wrong-content-type",
    429: "request/too-many",
    502: "server/unavailable",
    503: "server/unavailable",
    504: "server/unavailable",
  };
  return new Problem(nearest[status] ?? "server/bug", { detail: `HTTP ${status}` });
}

/** A sentence for whoever is at the desk: what happened and what to do. A bug stays a bug and is thrown on. */
export function sayTrouble(error: unknown): string {
  if (error instanceof Problem) return problemWords()[error.code];
  if (error instanceof Unreachable) return shellWords().unreachable;
  throw error;
}

/**
 * Uploads a picture's bytes. `progress` hears a fraction from 0 to 1; fetch cannot say how much has left, XHR can.
 * @throws Problem, Unreachable
 */
export function uploadPicture(
  file: Blob,
  progress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<PictureView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(api.addPicture.method, api.addPicture.path);
    request.setRequestHeader("content-type", api.addPicture.bodyType);
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("error", () => {
      surroundings.reached(false);
      reject(new Unreachable("no answer"));
    });
    request.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    request.addEventListener("load", () => {
      surroundings.reached(true);
      if (request.status < 200 || request.status > 299) {
        reject(problemIn(request.status, request.responseText));
        return;
      }
      const parsed = PictureView.safeParse(JSON.parse(request.responseText));
      if (parsed.success) resolve(parsed.data);
      else reject(new TypeError("the reply is not a picture", { cause: parsed.error }));
    });
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

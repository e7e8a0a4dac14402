import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { api, type Api, type BodyOf, type OperationName, type ReplyOf } from "../../content/wire/api.ts";
import type { Canvas } from "../../content/network/canvas.ts";
import { canvasPresets } from "../../content/network/canvas.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import type { ProblemCode } from "../../content/wire/problem.ts";
import { saveInRegister } from "../../server/db/directory.ts";
import { startServer, type Running } from "../../server/start.ts";

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

export type World = {
  readonly server: Running;
  readonly url: string;
  readonly folder: string;
  /** Every line of the operator's log, oldest first. */
  readonly log: readonly string[];
  /** Epoch milliseconds that the server believes in. */
  now: number;
  readonly nobody: Client;
  readonly comms: Client;
  readonly approver: Client;
  readonly admin: Client;
  client(headers: Record<string, string>): Client;
  signIn(email: string, password: string): Promise<Client>;
  /** Pairs a screen through the real door; answers its id and its token. */
  pair(venue: string, canvas?: Canvas): Promise<{ id: string; token: string; client: Client }>;
  /** Writes, submits and approves a message; answers its id. */
  approved(content: MessageContent): Promise<string>;
  /** Stops the server and starts another on the same folder and port. */
  restart(): Promise<void>;
  end(): Promise<void>;
};

export const password = "mat-khau-thu-nghiem";
export const zone = "Asia/Ho_Chi_Minh";
/** 11/03/2020 09:00 in Việt Nam: the day of letter D. */
export const letterDay = Date.parse("2020-03-11T09:00:00+07:00");

/** A real server on a fresh folder with three people, an area and two venues, and a clock that the test sets. */
export async function createWorld(
  options: { now?: number; jitterMs?: number; signInsPerMinute?: number } = {},
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "bangtin-test-"));
  const log: string[] = [];
  const state = { now: options.now ?? letterDay };
  const start = (port: number): Promise<Running> =>
    startServer(
      {
        host: "127.0.0.1",
        port,
        dataFolder: folder,
        publicUrl: undefined,
        jitterMs: options.jitterMs ?? 0,
        reconnectWindowMs: 300,
        reportEveryMs: 1000,
      },
      {
        clock: () => state.now,
        log: (line) => void log.push(line),
        signInsPerMinute: options.signInsPerMinute ?? 1000,
      },
    );
  let server = await start(0);
  const { port } = new URL(server.url);
  const url = `http://127.0.0.1:${port}`;
  for (const role of ["comms", "approver", "admin"] as const) {
    await server.deps.auth.addUser({ name: `Người ${role}`, email: `${role}@bangtin.test`, password, role });
  }
  await saveInRegister(server.deps.db, "area", { id: "can-tho", name: "Cần Thơ", level: "province" });
  const venue = {
    operator: "",
    area: "can-tho",
    address: "",
    timeZone: zone,
    openingHours: [],
    reading: "walk" as const,
  };
  await saveInRegister(server.deps.db, "venue", { ...venue, id: "airport", name: "Sân bay Cần Thơ", kind: "airport" });
  await saveInRegister(server.deps.db, "venue", { ...venue, id: "cable", name: "Truyền hình cáp", kind: "cable-tv" });
  await saveInRegister(server.deps.db, "source", {
    id: "byt",
    name: "Bộ Y tế",
    kind: "national",
    domains: ["moh.gov.vn"],
    channels: [],
  });

  function client(headers: Record<string, string>): Client {
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

  async function signIn(email: string, secret: string): Promise<Client> {
    const response = await fetch(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({ email, password: secret }),
    });
    if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
    return client({
      cookie: response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(";")[0])
        .join("; "),
    });
  }

  const comms = await signIn("comms@bangtin.test", password);
  const approver = await signIn("approver@bangtin.test", password);
  const admin = await signIn("admin@bangtin.test", password);
  const nobody = client({});

  return {
    get server() {
      return server;
    },
    url,
    folder,
    log,
    get now() {
      return state.now;
    },
    set now(value) {
      state.now = value;
      server.deps.push.tellTime();
    },
    nobody,
    comms,
    approver,
    admin,
    client,
    signIn,
    async pair(venueId, canvas = preset("board-1080")) {
      const { code, token } = await nobody.call("startPairing", { body: {} });
      const { id } = await admin.call("pairScreen", { body: { code, name: `Màn ${code}`, venue: venueId, canvas } });
      return { id, token, client: client({ authorization: `Bearer ${token}` }) };
    },
    async approved(content) {
      const draft = await comms.call("addMessage", { body: { content } });
      const submitted = await comms.call("submitMessage", {
        params: { id: draft.id },
        body: { version: draft.version },
      });
      await approver.call("approveMessage", { params: { id: draft.id }, body: { digest: submitted.head.digest } });
      return draft.id;
    },
    async restart() {
      await server.stop();
      server = await start(Number(port));
    },
    async end() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function preset(id: string): Canvas {
  const canvas = canvasPresets.find((candidate) => candidate.id === id);
  if (!canvas) throw new Error(`no canvas ${id}`);
  return canvas;
}

/** A message with a ticker, and a panel too where a headline is given. */
export function messageContent(text: string, headline?: string): MessageContent {
  return {
    title: text.slice(0, 60),
    source: { id: "byt", name: "Bộ Y tế" },
    sourceDate: "2020-03-11",
    agency: { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" },
    forms: {
      ticker: { text: { vi: text } },
      ...(headline
        ? {
            panel: {
              template: "rule" as const,
              manner: "do" as const,
              tag: { vi: "Nên làm" },
              sign: "wash-hands" as const,
              headline: { vi: headline },
            },
          }
        : {}),
    },
    kept: [],
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Canvas } from "../../content/network/canvas.ts";
import { canvasPresets } from "../../content/network/canvas.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import { saveInRegister } from "../../server/db/directory.ts";
import { startServer, type Running } from "../../server/start.ts";
import { clientOf, signIn, type Client } from "./http-client.ts";

export { Refused, type Client } from "./http-client.ts";

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
  options: { now?: number; running?: boolean; jitterMs?: number; signInsPerMinute?: number } = {},
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "bangtin-test-"));
  const log: string[] = [];
  const startedAt = Date.now();
  const state = { now: options.now ?? letterDay };
  // It stands where the test sets it, or goes on from there.
  const clock = (): number => state.now + (options.running ? Date.now() - startedAt : 0);
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
        clock,
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

  const comms = await signIn(url, "comms@bangtin.test", password);
  const approver = await signIn(url, "approver@bangtin.test", password);
  const admin = await signIn(url, "admin@bangtin.test", password);
  const client = (headers: Record<string, string>): Client => clientOf(url, headers);
  const nobody = client({});

  return {
    get server() {
      return server;
    },
    url,
    folder,
    log,
    get now() {
      return clock();
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
    signIn: (email, secret) => signIn(url, email, secret),
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

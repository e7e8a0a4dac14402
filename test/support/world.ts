import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Canvas } from "../../content/network/canvas.ts";
import { canvasPresets } from "../../content/network/canvas.ts";
import type { MessageContent } from "../../content/editorial/message.ts";
import type { ApprovalStatement } from "../../content/trust/approval-statement.ts";
import type { Duty, KeyEntry } from "../../content/trust/key.ts";
import type { Root } from "../../content/trust/root.ts";
import type { MessageView } from "../../content/wire/views.ts";
import { startServer, type Running } from "../../server/start.ts";
import { clientOf, signIn, type Client } from "./http-client.ts";
import { approvalBody, personKey, sealedRoot, type Hand } from "./keys.ts";
import { settle, settledOnce } from "./settled-folder.ts";

export { Refused, type Client } from "./http-client.ts";
export { password, zone } from "./settled-folder.ts";

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
  /** What people hold in their hands: the server never sees a private half. */
  readonly keys: { readonly root: Hand; readonly approver: Hand; readonly admin: Hand };
  /** The root in use; a world without one has none. */
  readonly root: Root;
  /** Signs the next version of the root with the root key and sends it through the admin's door. */
  nextRoot(change: Partial<Root>): Promise<void>;
  /** Makes a key for a person and lists it in the next root. */
  enrol(email: string, duties: Duty[], more?: Partial<KeyEntry>): Promise<Hand>;
  client(headers: Record<string, string>): Client;
  signIn(email: string, password: string): Promise<Client>;
  /** Pairs a screen through the real door; answers its id and its token. */
  pair(venue: string, canvas?: Canvas): Promise<{ id: string; token: string; client: Client }>;
  /** Writes, submits and approves a message with the approver's key; answers its id. */
  approved(content: MessageContent, more?: Partial<ApprovalStatement>): Promise<string>;
  /** Writes and submits one. */
  submitted(content: MessageContent): Promise<MessageView>;
  /** Stops the server and starts another on the same folder and port. */
  restart(): Promise<void>;
  end(): Promise<void>;
};

/** 11/03/2020 09:00 in Việt Nam: the day of letter D. */
export const letterDay = Date.parse("2020-03-11T09:00:00+07:00");

/** Worlds that have not ended. */
let living = 0;

/** A real server on a fresh folder with three people and their keys in a root, an area and venues, and a clock that the test sets. */
export async function createWorld(
  options: {
    now?: number;
    running?: boolean;
    jitterMs?: number;
    signInsPerMinute?: number;
    root?: false;
    playerOrigins?: string[];
    helloWithinMs?: number;
  } = {},
): Promise<World> {
  const now = options.now ?? letterDay;
  // A second world at the same time is another authority, with keys of its own.
  const alone = living === 0;
  living++;
  const settled = alone ? await settledOnce(now, options.root !== false) : await settle(now, options.root !== false);
  const folder = await mkdtemp(join(tmpdir(), "bangtin-test-"));
  await cp(settled.folder, folder, { recursive: true });
  if (!alone) await rm(settled.folder, { recursive: true, force: true });
  const log: string[] = [];
  const startedAt = Date.now();
  const state = { now };
  // It stands where the test sets it, or goes on from there.
  const clock = (): number => state.now + (options.running ? Date.now() - startedAt : 0);
  const start = (port: number): Promise<Running> =>
    startServer(
      {
        host: "127.0.0.1",
        port,
        dataFolder: folder,
        publicUrl: undefined,
        playerOrigins: options.playerOrigins ?? [],
        jitterMs: options.jitterMs ?? 0,
        reconnectWindowMs: 300,
        reportEveryMs: 1000,
      },
      {
        clock,
        log: (line) => void log.push(line),
        signInsPerMinute: options.signInsPerMinute ?? 1000,
        ...(options.helloWithinMs === undefined ? {} : { helloWithinMs: options.helloWithinMs }),
      },
    );
  let server = await start(0);
  const { port } = new URL(server.url);
  const url = `http://127.0.0.1:${port}`;
  const { comms, approver, admin } = {
    comms: clientOf(url, settled.cookies.comms),
    approver: clientOf(url, settled.cookies.approver),
    admin: clientOf(url, settled.cookies.admin),
  };
  const client = (headers: Record<string, string>): Client => clientOf(url, headers);
  const nobody = client({});

  const { keys } = settled;
  let { root } = settled;
  const post = async (next: Root): Promise<void> => {
    await admin.call("addRoot", { body: { envelope: sealedRoot(next, keys.root) } });
    root = next;
  };
  const nextRoot = (change: Partial<Root>): Promise<void> => post({ ...root, ...change, version: root.version + 1 });
  const submitted = async (content: MessageContent): Promise<MessageView> => {
    const draft = await comms.call("addMessage", { body: { content } });
    return comms.call("submitMessage", { params: { id: draft.id }, body: { version: draft.version } });
  };

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
    keys,
    get root() {
      return root;
    },
    nextRoot,
    async enrol(email, duties, more = {}) {
      const person = (await admin.call("users")).find((user) => user.email === email);
      if (!person) throw new Error(`nobody is called ${email}`);
      const key = personKey({ id: person.id, name: person.name }, duties, more);
      await nextRoot({ keys: [...root.keys, key.entry] });
      return key;
    },
    client,
    signIn: (email, secret) => signIn(url, email, secret),
    async pair(venueId, canvas = preset("board-1080")) {
      const { code, token } = await nobody.call("startPairing", { body: {} });
      const { id } = await admin.call("pairScreen", { body: { code, name: `Màn ${code}`, venue: venueId, canvas } });
      return { id, token, client: client({ authorization: `Bearer ${token}` }) };
    },
    submitted,
    async approved(content, more = {}) {
      const view = await submitted(content);
      const body = approvalBody(view, keys.approver, clock(), more);
      return (await approver.call("approveMessage", { params: { id: view.id }, body })).id;
    },
    async restart() {
      await server.stop();
      server = await start(Number(port));
    },
    async end() {
      living--;
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

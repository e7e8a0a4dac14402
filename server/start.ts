import { createServer, type Server, type ServerOptions } from "node:http";
import { accessSync, constants, mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { heartbeatEveryMs } from "../content/trust/heartbeat.ts";
import { createApp } from "./app.ts";
import { createAuth, loadSecret } from "./auth/auth.ts";
import { offerSetup } from "./auth/setup.ts";
import { change } from "./change.ts";
import { createCheckpoint, holdAgainstCheckpoint } from "./record/checkpoint.ts";
import { type Config, ConfigError } from "./config.ts";
import { auditHead } from "./db/audit.ts";
import { unsignedApprovals } from "./db/approvals.ts";
import { connectSqlite, type Db } from "./db/connect.ts";
import { highestOrder } from "./db/orders.ts";
import { newestRoot } from "./db/roots.ts";
import { migrate } from "./db/migrations/index.ts";
import type { Demo, Deps } from "./deps.ts";
import { createHeartbeats } from "./trust/heartbeat.ts";
import { quarantine, wrongKey } from "./push/identity.ts";
import { everyDay } from "./jobs/every-day.ts";
import { lockFolder } from "./lock.ts";
import { PictureWorker } from "./media/picture-worker.ts";
import { createFolderStore } from "./media/store.ts";
import { createPush } from "./push/push.ts";
import { heardEcho } from "./record/restored.ts";
import { loadSigner } from "./trust/sign.ts";

export type Running = {
  readonly deps: Deps;
  /** Where people and screens reach it, without a slash at the end. */
  readonly url: string;
  /** The one-time token of the set-up link while there is no admin. */
  readonly setupToken: string | undefined;
  /** Set by the demo once its pack is loaded. */
  setDemo(demo: Demo): void;
  stop(): Promise<void>;
};

type Options = {
  readonly clock?: () => number;
  readonly log?: (line: string) => void;
  readonly signInsPerMinute?: number;
  /** How long a request may take to arrive whole. */
  readonly slowestMs?: number;
  /** How long a screen that connected may take to say who it is. */
  readonly helloWithinMs?: number;
};

/** Four thousand screens come back at once after a restart; more than this is nobody's fleet on one machine. */
const mostConnections = 20_000;

const flushEveryMs = 30_000;
const stopWithinMs = 2000;

/**
 * The one place where a server is put together and taken down (design §4.5).
 * @throws ConfigError, FolderInUse, or the listen error of Node, with nothing left running
 */
export async function startServer(config: Config, options: Options = {}): Promise<Running> {
  const clock = options.clock ?? Date.now;
  const log = options.log ?? ((line) => void process.stderr.write(`${line}\n`));
  prepareFolder(config.dataFolder);
  const lock = lockFolder(config.dataFolder);
  const undo: (() => Promise<void> | void)[] = [() => lock.release()];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    // What arrives while the server is still being put together waits for it.
    const app = Promise.withResolvers<Hono>();
    const answer = getRequestListener(async (request, env) => (await app.promise).fetch(request, env));
    const http = createServer(patience(options.slowestMs), (request, response) => void answer(request, response));
    http.maxConnections = mostConnections;
    const port = await listen(http, config);
    undo.push(() => close(http));
    const url = config.publicUrl ?? `http://localhost:${port}`;

    const db = connectSqlite(join(config.dataFolder, "bangtin.db"));
    undo.push(() => db.destroy());
    await migrate(db);
    await holdAgainstCheckpoint(db, config.dataFolder, { acceptLoss: config.acceptLoss, now: clock() });
    const checkpoint = createCheckpoint(config.dataFolder, log);
    undo.push(() => checkpoint.settled());
    checkpoint.keep(await auditHead(db));
    const auth = await createAuth({
      db,
      secret: loadSecret(config.dataFolder),
      origin: url,
      secure: url.startsWith("https:"),
      signInsPerMinute: options.signInsPerMinute ?? 10,
    });
    const media = await createFolderStore(join(config.dataFolder, "media"));
    const pictures = new PictureWorker();
    undo.push(() => pictures.close());
    const push = createPush({
      db,
      config,
      clock,
      sessionOf: auth.sessionOf,
      log,
      events: {
        wrongKey: async (screen) => wrongKey(deps, screen, "hello"),
        twoDevices: async (screen, boots) => quarantine(deps, screen, boots),
        seen: async (screen, version, echo) => heardEcho(deps, screen, version, echo),
      },
      helloWithinMs: options.helloWithinMs,
    });
    let demo: Demo | undefined;
    const signer = loadSigner(config.dataFolder);
    const heartbeats = createHeartbeats({
      db,
      signer,
      clock,
      highestOrder,
      send: (envelope) => push.heartbeat(envelope),
    });
    const deps: Deps = {
      config,
      db,
      clock,
      signer,
      auth,
      media,
      pictures,
      push,
      heartbeats,
      checkpoint,
      demo: () => demo,
      log,
    };

    // What was committed before a crash was published with it; what a day's passing changes is published here.
    const renew = (): Promise<void> => change(deps, null, async ({ touched }) => void (touched.everything = true));
    await renew();
    await sayWhatIsUnsigned(db, log);
    const setupToken = await offerSetup(db);

    push.attach(http);
    app.resolve(createApp(deps));
    undo.push(async () => {
      await push.flush();
      // What is under way may end; whoever does not come to an end is hung up on.
      const patience = setTimeout(() => http.closeAllConnections(), stopWithinMs);
      await push.close();
      clearTimeout(patience);
    });
    const daily = everyDay(clock, renew, log);
    const flushing = setInterval(
      () => void push.flush().catch((error: unknown) => log(`flush: ${String(error)}`)),
      flushEveryMs,
    );
    const beating = setInterval(
      () => void heartbeats.broadcast().catch((error: unknown) => log(`heartbeat: ${String(error)}`)),
      heartbeatEveryMs,
    );
    undo.push(() => {
      daily.stop();
      clearInterval(flushing);
      clearInterval(beating);
    });
    return { deps, url, setupToken, setDemo: (pack) => void (demo = pack), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What was approved before there were signatures is shown nowhere: an operator who updates must hear of it. */
async function sayWhatIsUnsigned(db: Db, log: (line: string) => void): Promise<void> {
  const unsigned = await unsignedApprovals(db);
  if (unsigned === 0) return;
  const root = await newestRoot(db);
  log(
    `${unsigned} approved message(s) are shown nowhere: they carry no signature. ` +
      (root ? "" : "Make the root of trust at the desk (/admin/), then ") +
      "submit them and have them approved again.",
  );
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new ConfigError(
      `The data folder ${folder} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** Who is slow to ask is answered 408 and hung up on; an idle connection is not kept for long. */
function patience(slowestMs = 30_000): ServerOptions {
  return {
    requestTimeout: slowestMs,
    headersTimeout: slowestMs / 3,
    connectionsCheckingInterval: slowestMs / 6,
    keepAliveTimeout: 10_000,
  };
}

/** Listens and answers the port. */
function listen(http: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      http.off("error", reject);
      resolve((http.address() as AddressInfo).port);
    });
  });
}

function close(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}

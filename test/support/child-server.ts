import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { within } from "./until.ts";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

/** The production server as a process of its own, to be killed without a word. */
export type ChildServer = {
  readonly url: string;
  /** Of the first start: makes the first admin. */
  readonly setupToken: string | undefined;
  /** SIGKILL: nothing is flushed, nobody is told. */
  kill(): Promise<void>;
  stop(): Promise<number | null>;
};

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts it and waits until it says where it listens. */
export async function startChild(options: {
  port: number;
  dataFolder: string;
  env?: Record<string, string>;
}): Promise<ChildServer> {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOST: "127.0.0.1",
      PORT: String(options.port),
      DATA_DIR: options.dataFolder,
      RECONNECT_WINDOW_MS: "300",
      REPORT_EVERY_MS: "1000",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = await within("the server to start", started(child), 30_000);
  return {
    url: `http://127.0.0.1:${options.port}`,
    setupToken: /\/admin\/setup#([\w-]+)/.exec(output)?.[1],
    kill: async () => void (await end(child, "SIGKILL")),
    stop: () => end(child, "SIGTERM"),
  };
}

/** All that it printed until it was ready: the set-up link, where there is one, and where it listens. */
function started(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = "";
    let err = "";
    child.stderr?.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.stdout?.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes("/admin/\n")) resolve(out);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${err}`)));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, "exit");
  child.kill(signal);
  await within(`the server to end on ${signal}`, exit, 15_000);
  return child.exitCode;
}

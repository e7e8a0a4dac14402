import { existsSync, readFileSync } from "node:fs";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { extname, join } from "node:path";

export type Front = {
  readonly url: string;
  /** From now on the player is the build in this folder; every connection is cut, as when a server is replaced. */
  deploy(folder: string): void;
  /** Every connection is cut; who was connected may come again. */
  cut(): void;
  /** Answers in the server's place where it answers `true`: what an attacker on the way, or the server's owner, would say. */
  tamper: (asked: IncomingMessage, answer: ServerResponse) => boolean;
  end(): Promise<void>;
};

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".woff2": "font/woff2",
};

/** Stands before a server and answers `/player/` from a folder that the test exchanges; hands on everything else. */
export async function frontOf(upstream: string, folder: string): Promise<Front> {
  const { port } = new URL(upstream);
  const sockets = new Set<Socket>();
  let player = folder;

  const handOn = (asked: IncomingMessage, answer: ServerResponse): void => {
    const { url, method, headers } = asked;
    const onward = request({ host: "127.0.0.1", port, path: url, method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  };

  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? "/", upstream);
    if (front.tamper(asked, answer)) return;
    if (!pathname.startsWith("/player/")) return handOn(asked, answer);
    const file = join(player, pathname.slice("/player/".length) || "index.html");
    if (!existsSync(file)) {
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { "content-type": types[extname(file)], "cache-control": "no-cache" });
    answer.end(readFileSync(file));
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("upgrade", (asked, socket, head) => {
    const onward = connect(Number(port), "127.0.0.1", () => {
      const lines = Object.entries(asked.headers).map(([name, value]) => `${name}: ${String(value)}`);
      onward.write([`${asked.method} ${asked.url} HTTP/1.1`, ...lines, "", ""].join("\r\n"));
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    // Either side may be cut while the other still writes.
    onward.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.on("error", () => onward.destroy()).on("close", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const front: Front = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tamper: () => false,
    deploy(next) {
      player = next;
      cut();
    },
    cut,
    async end() {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
  return front;
}

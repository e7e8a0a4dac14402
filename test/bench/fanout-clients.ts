/**
 * N screens in one process, speaking socket.io's wire protocol on raw `ws`, so that the clients cost little beside the
 * server. Each one connects with its token, says hello and waits for the welcome, then counts what is announced.
 */
import { WebSocket } from "ws";
import type { Hello } from "../../content/wire/protocol.ts";
import { announcementStart, orderStart, tokenOf, type FromClients, type ToClients } from "./fanout-wire.ts";

const screens = Number(process.argv[2]);
const connectingAtOnce = 50;
let told = 0;

function screen(url: string, token: string): Promise<void> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
  });
  const hello: Hello = { version: 0, etag: "", clock: Date.now(), boot: "0123456789abcdef", player: "bench" };
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("a screen was disconnected")));
    socket.on("message", (data: Buffer) => {
      if (data.length > 60 && isTold(data)) {
        if (++told % screens === 0) say("told");
        return;
      }
      const text = data.toString();
      if (text === "2") socket.send("3");
      else if (text.startsWith("0{")) socket.send(`40/screens,${JSON.stringify({ token })}`);
      else if (text.startsWith("40/screens,")) socket.send(`42/screens,0${JSON.stringify(["hello", hello])}`);
      else if (text.startsWith("43/screens,0[{")) resolve();
      else if (!isAside(text)) reject(new Error(`unexpected: ${text}`));
    });
  });
}

/** An announcement, or an order with its signed bytes. */
function isTold(data: Buffer): boolean {
  return [announcementStart, orderStart].some((start) => data.toString("latin1", 0, start.length) === start);
}

/** What a screen is told beside what is measured. */
function isAside(text: string): boolean {
  return ["challenge", "heartbeat"].some((event) => text.startsWith(`42/screens,["${event}"`));
}

const say = (message: FromClients): void => void process.send?.(message);

process.on("disconnect", () => process.exit());
process.on("message", ({ url }: ToClients) => {
  let next = 0;
  const connect = async (): Promise<void> => {
    while (next < screens) await screen(url, tokenOf(next++));
  };
  void Promise.all(Array.from({ length: connectingAtOnce }, connect)).then(() => say("welcomed"));
});

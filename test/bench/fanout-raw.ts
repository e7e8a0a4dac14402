/**
 * The floor of `fanout`: a server on raw `ws` that knows no tokens, rooms or presence. It answers the same greetings with
 * fixed words, keeps who said hello, and writes one frame, made beforehand, to each socket.
 */
import type { AddressInfo, Socket } from "node:net";
import { WebSocketServer } from "ws";
import { announcementText, type FromServer, type ToServer } from "./fanout-wire.ts";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
const sockets = new Set<Socket>();

server.on("connection", (client, request) => {
  client.send('0{"sid":"raw"}');
  client.on("message", (data: Buffer) => {
    const text = data.toString();
    if (text.startsWith("40/screens,")) client.send('40/screens,{"sid":"raw"}');
    if (text.startsWith("42/screens,0")) {
      sockets.add(request.socket);
      client.send("43/screens,0[{}]");
    }
  });
});

/** An unmasked text frame (RFC 6455 §5.2). */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const length =
    payload.length < 126 ? Buffer.of(payload.length) : Buffer.of(126, payload.length >> 8, payload.length & 255);
  return Buffer.concat([Buffer.of(0x81), length, payload]);
}

process.on("message", (announcement: ToServer) => {
  const frame = frameOf(announcementText(announcement));
  for (const socket of sockets) socket.write(frame);
});
process.on("disconnect", () => process.exit());
server.on("listening", () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ url: `http://127.0.0.1:${port}`, lineUp: "0123456789abcdef" } satisfies FromServer);
});

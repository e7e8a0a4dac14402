import type { BroadcastOptions } from "socket.io-adapter";
import { Adapter } from "socket.io-adapter";
import { Encoder, type Packet } from "socket.io-parser";

const encoder = new Encoder();

/**
 * One announcement to a room as one ready-made WebSocket frame, written straight to each idle connection. Stock
 * socket.io makes the frame once too, but hands it to every client through its packet queue and events, which costs
 * several times the write itself (`npm run bench -- fanout`). A connection that is not idle takes the ordinary way, so
 * nothing overtakes what is queued.
 */
export class FanOutAdapter extends Adapter {
  override broadcast(packet: Packet, options: BroadcastOptions): void {
    const [room, ...others] = options.rooms;
    const flags = options.flags ?? {};
    if (
      room === undefined ||
      others.length > 0 ||
      (options.except?.size ?? 0) > 0 ||
      flags.volatile ||
      flags.compress
    ) {
      super.broadcast(packet, options);
      return;
    }
    const members = this.rooms.get(room);
    if (!members) return;
    packet.nsp = this.nsp.name;
    const encoded: unknown[] = encoder.encode(packet);
    const [text] = encoded;
    if (encoded.length !== 1 || typeof text !== "string") {
      super.broadcast(packet, options);
      return;
    }
    // "4" is a message in Engine.IO's protocol.
    const frame = [textFrame(Buffer.from(`4${text}`))];
    const queued = { preEncoded: true };
    for (const id of members) {
      const socket = this.nsp.sockets.get(id) as Member | undefined;
      if (!socket) continue;
      const { conn } = socket;
      const sender = conn.transport.socket?._sender;
      if (sender && conn.readyState === "open" && conn.transport.writable && conn.writeBuffer.length === 0)
        sender.sendFrame(frame);
      else socket.client.writeToEngine(encoded, queued);
    }
  }
}

/** What is used of a socket's inside: the same members of `ws` that Engine.IO itself writes ready-made frames with. */
type Member = {
  readonly client: { writeToEngine(encoded: unknown[], options: object): void };
  readonly conn: {
    readonly readyState: string;
    readonly writeBuffer: readonly unknown[];
    readonly transport: {
      readonly writable: boolean;
      readonly socket?: { readonly _sender?: { sendFrame(frame: Buffer[]): void } };
    };
  };
};

/** An unmasked, unfragmented text frame of a server (RFC 6455 §5.2). */
function textFrame(payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.of(0x81, length), payload]);
  if (length > 0xffff) throw new Error(`An announcement of ${length} bytes is not small.`);
  return Buffer.concat([Buffer.of(0x81, 126, length >> 8, length & 0xff), payload]);
}

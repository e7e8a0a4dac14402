import type { Server } from "socket.io";

/** What a screen or the desk ever needs is a few a minute; this many at once, then so many a second. */
const burst = 100;
const perSecond = 10;

type Connection = {
  on(event: "packet", heard: () => void): void;
  close(discard: boolean): void;
};

/**
 * Closes a connection that says too much, before what it says is parsed: below socket.io, so that it holds for every
 * namespace and for a connection that never enters one.
 */
export function limitPackets(io: Pick<Server, "engine">, monotonic: () => number = () => performance.now()): void {
  io.engine.on("connection", (connection: Connection) => {
    let left = burst;
    let at = monotonic();
    connection.on("packet", () => {
      const now = monotonic();
      left = Math.min(burst, left + ((now - at) / 1000) * perSecond) - 1;
      at = now;
      if (left < 0) connection.close(true);
    });
  });
}

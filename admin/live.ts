import { io, type Socket } from "socket.io-client";
import { DeskTopic } from "../content/wire/protocol.ts";

/** Pages hear here that something they show has changed. After a reconnect everything counts as changed. */

type Change = { topic: DeskTopic; id?: string };
type Listener = { readonly topics: readonly DeskTopic[]; readonly hear: (change: Change | undefined) => void };

const listeners = new Set<Listener>();
let socket: Socket | undefined;
let connectedBefore = false;
let onConnection: (connected: boolean) => void = () => undefined;

/** Calls `hear` with each change of these topics, and with `undefined` after a reconnect. Answers how to stop. */
export function onChanged(topics: readonly DeskTopic[], hear: (change: Change | undefined) => void): () => void {
  const listener = { topics, hear };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Connects as the person who is signed in (cookie session); `connection` hears when the line goes and comes. */
export function goLive(connection: (connected: boolean) => void): void {
  onConnection = connection;
  if (socket) return;
  socket = io("/desk", { transports: ["websocket"] });
  socket.on("connect", () => {
    onConnection(true);
    if (connectedBefore) for (const listener of listeners) listener.hear(undefined);
    connectedBefore = true;
  });
  socket.on("disconnect", () => onConnection(false));
  socket.on("connect_error", () => onConnection(false));
  socket.on("changed", (change: unknown) => {
    const parsed = parseChange(change);
    if (!parsed) return;
    for (const listener of listeners) if (listener.topics.includes(parsed.topic)) listener.hear(parsed);
  });
}

export function goQuiet(): void {
  socket?.close();
  socket = undefined;
  connectedBefore = false;
}

/** A topic that this desk does not know comes from a newer server; there is no page here that shows it. */
function parseChange(change: unknown): Change | undefined {
  if (typeof change !== "object" || change === null || !("topic" in change)) return undefined;
  const topic = DeskTopic.safeParse(change.topic);
  if (!topic.success) return undefined;
  return "id" in change && typeof change.id === "string" ? { topic: topic.data, id: change.id } : { topic: topic.data };
}

import type { Namespace } from "socket.io";
import type { DeskTopic, ServerToDesk } from "../../content/wire/protocol.ts";
import type { Session } from "../auth/auth.ts";

type DeskNamespace = Namespace<
  Record<string, never>,
  ServerToDesk,
  Record<string, never>,
  { session: string; person: string }
>;

/** The desk's own sockets: they only listen, and live no longer than the session that opened them. */
export type DeskSockets = {
  readonly tellDesk: (topic: DeskTopic, id?: string) => void;
  /** Closes the sockets whose session is over: of this person at once, or of everybody. */
  readonly cutEnded: (person?: string) => Promise<void>;
  readonly stop: () => void;
};

type Options = {
  readonly sessionOf: (headers: Headers) => Promise<Session | undefined>;
  /** Which of these sessions still hold. */
  readonly holding: (sessions: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly log: (line: string) => void;
};

/** The desk hears of screens at most this often, however many report (mission.md §5.7). */
const screensTopicMs = 1000;
/** Who is disabled or signs out is cut at once; a session that merely runs out, by this. */
const sweepMs = 60_000;

export function openDeskSockets(desk: DeskNamespace, { sessionOf, holding, log }: Options): DeskSockets {
  let screensTopic: NodeJS.Timeout | undefined;

  async function cutEnded(person?: string): Promise<void> {
    const open = [...desk.sockets.values()].filter((socket) => person === undefined || socket.data.person === person);
    if (open.length === 0) return;
    const still = await holding([...new Set(open.map((socket) => socket.data.session))]);
    for (const socket of open) if (!still.has(socket.data.session)) socket.disconnect(true);
  }

  const complain = (error: unknown): void =>
    log(`desk sockets: ${error instanceof Error ? error.message : String(error)}`);
  const sweep = setInterval(() => void cutEnded().catch(complain), sweepMs);
  sweep.unref();

  desk.use((socket, next) => {
    sessionOf(new Headers({ cookie: socket.handshake.headers.cookie ?? "" })).then(
      (session) => {
        if (!session) return next(new Error("auth/signed-out"));
        socket.data.session = session.id;
        socket.data.person = session.user.id;
        next();
      },
      () => next(new Error("server/unavailable")),
    );
  });
  desk.on("connection", (socket) => {
    // The desk says nothing over its socket; who does is not the desk.
    socket.onAny(() => socket.disconnect(true));
    // The session may have ended between being asked for and this.
    cutEnded(socket.data.person).catch((error: unknown) => {
      complain(error);
      socket.disconnect(true);
    });
  });

  return {
    cutEnded,
    tellDesk(topic, id) {
      if (topic !== "screens") {
        desk.emit("changed", { topic, ...(id === undefined ? {} : { id }) });
        return;
      }
      screensTopic ??= setTimeout(() => {
        screensTopic = undefined;
        desk.emit("changed", { topic: "screens" });
      }, screensTopicMs);
    },
    stop() {
      clearTimeout(screensTopic);
      clearInterval(sweep);
    },
  };
}

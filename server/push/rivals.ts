import type { ScreenSocket } from "./screen-sockets.ts";

/** A device that was switched off without a word does not answer; its connection merely was not closed yet. */
const stillWithinMs = 5000;

/**
 * Two connections with the key of one screen and different boots: asks both whether they are still there. Answers their
 * boots when both are: then a profile was copied. One that is silent is hung up on.
 */
export async function askBoth(older: ScreenSocket, newer: ScreenSocket): Promise<readonly string[] | undefined> {
  const answers = await Promise.all([older, newer].map(isThere));
  for (const [at, socket] of [older, newer].entries()) if (!answers[at]) socket.disconnect(true);
  const boots = [older.data.boot ?? "", newer.data.boot ?? ""];
  return answers.every(Boolean) && older.connected && newer.connected ? boots : undefined;
}

async function isThere(socket: ScreenSocket): Promise<boolean> {
  const answered = Promise.withResolvers<boolean>();
  socket.timeout(stillWithinMs).emit("still", (error: Error | null) => answered.resolve(error === null));
  return answered.promise;
}

import type { MessageContent } from "../../content/editorial/message.ts";
import { sealRevision } from "../../content/editorial/revision.ts";
import { type Manifest } from "../../content/trust/manifest.ts";
import { signedApproval, statementAbout, type Hand } from "../support/keys.ts";
import { messageContent, type World } from "../support/world.ts";
import { attackedScreen, forgedWords, publishBehind, type AttackedScreen } from "./attacked-screen.ts";
import { until } from "../support/until.ts";
import { seen } from "./case.ts";
import type { Ground } from "./ground.ts";

/** How a message that nobody approved, or not for here and now, is brought to a real screen by its own server. */

type Message = Manifest["messages"][number];
export const forgedContent = messageContent(forgedWords, forgedWords);

/** Puts a message first in every loop, as whoever owns the server would, with whatever approvals it is given. */
export function smuggle(
  manifest: Manifest,
  content: MessageContent,
  approvals: readonly string[],
  more: Partial<Message> = {},
): Manifest {
  const revision = sealRevision(content);
  const { digest, bytes } = revision;
  const [campaign = ""] = Object.keys(manifest.programme.campaigns);
  const loops = Object.fromEntries(
    Object.entries(manifest.programme.loops).map(([id, spots]) => [
      id,
      [...spots.map((spot) => ({ ...spot, message: digest, ms: 4000, campaign })), ...spots],
    ]),
  );
  const message = {
    digest,
    bytes,
    approval: { approver: "ai", name: "Ai đó", at: manifest.issuedAt },
    approvals: [...approvals],
    ...more,
  };
  return { ...manifest, programme: { ...manifest.programme, loops }, messages: [...manifest.messages, message] };
}

/** Watches a screen for a while: the forged words must never be on it, and it must never be blank. */
export async function watched(
  screen: AttackedScreen,
  forbidden: readonly string[] = [forgedWords],
  ms = 9000,
): Promise<number> {
  const end = Date.now() + ms;
  let looks = 0;
  while (Date.now() < end) {
    const text = await screen.text();
    for (const words of forbidden) seen(!text.includes(words), `"${words}" is on the screen`);
    // A page that is being replaced by the next one may be without words for an instant, not for a second.
    if (text.trim().length <= 8) {
      await until("words on a blank screen", async () => (await screen.text()).trim().length > 8, 1000);
    }
    looks++;
  }
  return looks;
}

/** A forged approval is smuggled in; the screen must refuse it by this code and go on. */
export async function refused(
  ground: Ground,
  code: RegExp,
  forge: (
    screen: AttackedScreen,
  ) =>
    | { content?: MessageContent; approvals: readonly string[] }
    | Promise<{ content?: MessageContent; approvals: readonly string[] }>,
): Promise<string> {
  const screen = await attackedScreen(ground);
  const { content = forgedContent, approvals } = await forge(screen);
  publishBehind(screen.world, (manifest) => smuggle(manifest, content, approvals));
  const alarm = await screen.alarmed(code);
  const words = content.forms.ticker?.text.vi ?? forgedWords;
  const looks = await watched(screen, [words], 5000);
  return `alarm ${alarm}; ${looks} looks, never seen`;
}

/** An approval of `content` as nobody at the desk gave it: any statement, any signer. */
export function approvalOf(
  world: World,
  content: MessageContent,
  by: Hand,
  more: Parameters<typeof statementAbout>[3] = {},
): string {
  const revision = sealRevision(content);
  const person = { id: "tac-gia", name: "Tác giả" };
  const view = { head: revision, author: person, lastEditor: person, submitter: person };
  return signedApproval(statementAbout(view as never, by, world.now - 60_000, more), by);
}

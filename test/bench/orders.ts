/** What `takeover` and `recall` share: two servers with the same screens at few and at ten times as many venues. */
import { createPrivateKey } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { approvalPayload, approvalStatement, approvalType } from "../../content/trust/approval-statement.ts";
import { addDays, localDateAt } from "../../content/playout/wall-clock.ts";
import { hand, sealed } from "../content/trust/signing.ts";
import { signIn } from "../support/http-client.ts";
import { recallBy, takeoverBy, type Officer } from "../support/officers.ts";
import { messageContent } from "../support/world.ts";
import { processes } from "./processes.ts";
import type { ToClients } from "./fanout-wire.ts";
import { option, report, spreadOf } from "./measure.ts";
import { password, type OrdersServer } from "./orders-wire.ts";

const screens = option("n", 2000);
const venues = option("venues", 200);
const rounds = option("rounds", 21);
const warmUp = 3;

type Measured = "takeover" | "recall" | "publication";
type Side = { readonly [M in Measured]: () => Promise<number> };

/** One line: how much longer the last screen waits where there are ten times as many venues. */
export async function benchOrders(bench: "takeover" | "recall"): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bangtin-orders-"));
  const { start, stop } = processes();
  try {
    const sides = {
      few: await open(start, join(folder, "few"), venues),
      many: await open(start, join(folder, "many"), venues * 10),
    };
    const took: Record<keyof typeof sides, Record<Measured, number[]>> = {
      few: { takeover: [], recall: [], publication: [] },
      many: { takeover: [], recall: [], publication: [] },
    };
    for (let round = -warmUp; round < rounds; round++) {
      const turns = round % 2 === 0 ? (["few", "many"] as const) : (["many", "few"] as const);
      for (const name of turns) {
        // A takeover, then its recall: each round leaves the screens as they were.
        for (const what of ["takeover", "publication", "recall"] as const) {
          const ms = await sides[name][what]();
          if (round >= 0) took[name][what].push(ms);
        }
      }
    }
    const pairs = took.many[bench].map((ms, i) => ms / (took.few[bench][i] ?? 0));
    const beside = took.few[bench].map((ms, i) => ms / (took.few.publication[i] ?? 0));
    const { median, quartiles } = spreadOf(pairs);
    report({
      bench,
      ratio: median,
      budget: 1.2,
      quartiles,
      n: screens,
      venues,
      rounds,
      lastToldMs: spreadOf(took.few[bench]).median,
      lastToldMsTenTimesVenues: spreadOf(took.many[bench]).median,
      publicationMs: spreadOf(took.few.publication).median,
      publicationMsTenTimesVenues: spreadOf(took.many.publication).median,
      againstPublication: spreadOf(beside).median,
    });
  } finally {
    stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server with its connected screens, and how long each thing takes from the desk's request to the last screen. */
async function open(start: ReturnType<typeof processes>["start"], folder: string, places: number): Promise<Side> {
  const server = start("orders-server.ts", 0, [folder, String(screens), String(places)]);
  const [{ url, people }] = (await once(server, "message")) as [OrdersServer];
  const clients = start("fanout-clients.ts", 1, [String(screens)]);
  const officer = async (name: string): Promise<Officer> => {
    const person = people.find((each) => each.name === name);
    if (!person) throw new Error(`there is no ${name}`);
    const { id, key, pem } = person;
    const mine = { ...hand(id, ["officer"]), key, secret: createPrivateKey(pem) };
    return { id, name, client: await signIn(url, person.email, password), hand: mine };
  };
  const [comms, ha, phuc] = [await officer("comms"), await officer("ha"), await officer("phuc")];
  const playlist = await putOnAir(comms, ha, places);
  clients.send({ url } satisfies ToClients);
  await once(clients, "message");

  let words = 0;
  let running = "";
  let { version } = playlist;
  const untilTold = async (ask: () => Promise<unknown>): Promise<number> => {
    const told = once(clients, "message");
    const began = performance.now();
    const answered = ask();
    await told;
    const took = performance.now() - began;
    await answered;
    return took;
  };
  const world = {
    get now() {
      return Date.now();
    },
  };
  return {
    async takeover() {
      const takeover = takeoverBy(world, ha, messageContent(`Sơ tán khỏi nhà ga ngay ${++words}`, "Sơ tán ngay"));
      const { id } = takeover.statement;
      await ha.client.call("proposeTakeover", {
        body: { envelope: takeover.sign(ha), revision: takeover.revision },
      });
      const envelope = takeover.sign(ha, phuc);
      running = id;
      return untilTold(() => phuc.client.call("releaseTakeover", { params: { id }, body: { envelope } }));
    },
    async recall() {
      const { envelope } = recallBy(world, phuc, { kind: "takeover", order: running });
      return untilTold(() => phuc.client.call("recall", { body: { envelope } }));
    },
    async publication() {
      const items = playlist.items.map((item) => ({ ...item, seconds: 8 + (version % 2) }));
      return untilTold(async () => {
        const saved = await comms.client.call("editPlaylist", {
          params: { id: playlist.id },
          body: { version, playlist: { name: playlist.name, items } },
        });
        ({ version } = saved);
      });
    },
  };
}

/** One message through every door, signed, on the air at all venues; answers the playlist that it stands in. */
async function putOnAir({ client: comms }: Officer, ha: Officer, places: number) {
  const draft = await comms.call("addMessage", { body: { content: messageContent("Rửa tay", "Rửa tay") } });
  const params = { id: draft.id };
  const { head, author, lastEditor, submitter } = await comms.call("submitMessage", {
    params,
    body: { version: draft.version },
  });
  const now = Date.now();
  const statement = approvalStatement(head, {
    scope: { venueKinds: ["airport"], from: now, until: now + 30 * 86_400_000, level: "urgent" },
    hands: { author: author.id, lastEditor: lastEditor.id, submitter: submitter?.id ?? "" },
    approver: { id: ha.id, name: ha.name },
    at: now,
  });
  const approval = sealed(approvalType, approvalPayload(statement), ha.hand);
  await ha.client.call("approveMessage", { params, body: { digest: head.digest, approval } });
  const playlist = await comms.call("addPlaylist", {
    body: { name: "Danh sách", items: [{ message: draft.id, seconds: 8 }] },
  });
  const today = localDateAt(now, "Asia/Ho_Chi_Minh");
  await comms.call("addCampaign", {
    body: {
      name: "Đợt",
      playlist: playlist.id,
      venues: Array.from({ length: places }, (_, i) => `hall-${i}`),
      from: today,
      to: addDays(today, 20),
      hours: [],
      weekdays: [],
      level: "routine",
      frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    },
  });
  return playlist;
}

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Revision } from "../../content/editorial/revision.ts";
import { acceptManifest, type Manifest } from "../../content/trust/manifest.ts";
import { orderPayload, orderType, type LogEntry, type OrderStatement } from "../../content/trust/order-statement.ts";
import { Alarms } from "../../player/alarms.ts";
import { Authority } from "../../player/authority.ts";
import { Cupboard } from "../../player/cupboard.ts";
import { Notebook } from "../../player/notes.ts";
import { verifySignature } from "../../player/verify.ts";
import {
  day,
  freshName,
  holder,
  hour,
  newManifest,
  newMessage,
  newSigner,
  noon,
  panelForm,
  place,
  sealed,
  spot,
  type Holder,
  type Signer,
} from "./forge.ts";

let signer: Signer;
let name: string;
let authority: Authority;
let alarms: Alarms;
let notebook: Notebook;
const message = newMessage("Rửa tay");
const urgent = newMessage("Sơ tán", panelForm("Sơ tán"));

beforeAll(async () => {
  signer = await newSigner();
});

beforeEach(async () => {
  name = freshName();
  await boot();
});

/** A start of the player on what its store holds. */
async function boot(root = signer.root): Promise<void> {
  const cupboard = new Cupboard(name);
  notebook = await Notebook.open(cupboard, name);
  alarms = new Alarms(
    () => noon,
    () => {},
  );
  const deps = { root, place, verify: verifySignature, cupboard, notebook, alarms, changed: () => {} };
  authority = new Authority(deps);
  await authority.load();
}

/** Plays a manifest with `message` and these approvals; answers what is barred, and why the desk hears. */
async function verdict(approvals: readonly string[], at = noon, level: "routine" | "urgent" = "routine") {
  const manifest = newManifest({ version: 1, stage: [spot(message)], messages: [message] });
  const campaigns = { c1: { name: "Đợt", level, until: noon + day } };
  await admit({
    ...manifest,
    programme: { ...manifest.programme, campaigns },
    messages: manifest.messages.map((each) => ({ ...each, approvals: [...approvals] })),
  });
  const barred = authority.ruling(at).orders.some(({ message: digest }) => digest === message.digest);
  return barred ? alarms.list().map(({ code }) => code) : "shown";
}

async function admit(manifest: Manifest): Promise<void> {
  await authority.admit(acceptManifest(JSON.stringify(manifest), undefined), () => {});
}

describe("a message of a signed manifest", () => {
  test("is shown on an approver's signature, and on nothing less", async () => {
    expect(await verdict([await signer.approve(message)])).toBe("shown");
    expect(await verdict([])).toEqual(["trust/unapproved"]);
  });

  test("is refused, each time by its own code", async () => {
    const approved = await signer.approve(message);
    const scope = { from: noon - day, until: noon + day, venueKinds: ["airport" as const], level: "routine" as const };
    const cases: [string, string, number?][] = [
      ["trust/bad-signature", approved.replace("Rửa tay", "Rửa tai")],
      [
        "trust/own-message",
        await signer.approve(message, { hands: { author: "u1", lastEditor: "u2", submitter: "u1" } }),
      ],
      ["trust/other-approver", await signer.approve(message, { approver: { id: "u9", name: "Ai đó" } })],
      ["trust/other-content", await signer.approve(urgent)],
      ["trust/other-place", await signer.approve(message, { scope: { ...scope, venueKinds: ["hospital"] } })],
      ["trust/other-time", await signer.approve(message, { scope }), noon + day],
      ["trust/wrong-type", await signer.heartbeat()],
      ["trust/malformed", "{}"],
      ["trust/void-key", await signer.approve(message, { at: signer.root.root.expiresAt })],
    ];
    for (const [code, approval, at] of cases) {
      await boot();
      expect(await verdict([approval], at), code).toEqual([code]);
    }
    await boot();
    expect(await verdict([await signer.approve(message, { scope })], noon, "urgent")).toEqual(["trust/too-loud"]);
  });

  test("is refused from the moment that a new root says its approver's key was stolen", async () => {
    expect(await verdict([await signer.approve(message)])).toBe("shown");
    const { approver, root } = signer;
    const keys = root.root.keys.map((key) =>
      key.keyId === approver.entry.keyId ? { ...key, until: key.since + 1 } : key,
    );
    await authority.follow((await signer.next({ keys })).root);
    expect(authority.ruling(noon).orders).toEqual([{ kind: "recall", message: message.digest, of: "programme" }]);
    expect(alarms.list().map(({ code }) => code)).toEqual(["trust/void-key"]);
    expect((await Notebook.open(new Cupboard(name), name)).notes.root).toContain('"version":2');
  });
});

const head = { by: { id: "u3", name: "u3" }, reason: "Thử", at: noon };
const idOf = (digit: string) => digit.repeat(32);
const recall: OrderStatement = {
  kind: "recall",
  id: idOf("a"),
  ...head,
  what: { kind: "revision", revision: message.digest },
};
const takeover = (more: object = {}): OrderStatement => ({
  kind: "takeover",
  id: idOf("b"),
  ...head,
  revision: urgent.digest,
  scope: { kind: "everywhere" },
  from: noon,
  until: noon + hour,
  ...more,
});

async function entry(
  number: number,
  statement: OrderStatement,
  by: readonly Holder[],
  revision?: Revision,
): Promise<LogEntry> {
  const envelope = await sealed(orderType, orderPayload(statement), ...by);
  return { number, envelope, ...(revision ? { revision: revision.bytes } : {}) };
}

describe("an order", () => {
  test("of one officer recalls a message at once, and still after a reboot", async () => {
    const approvals = [await signer.approve(message)];
    expect(await verdict(approvals)).toBe("shown");
    await authority.obey([await entry(1, recall, [signer.officers[0]])]);
    expect(authority.ruling(noon).orders).toContainEqual({ kind: "recall", message: message.digest });
    await boot();
    expect(await verdict(approvals)).toEqual([]);
  });

  test("of two officers takes over, though the programme has the same message unapproved", async () => {
    const manifest = newManifest({ version: 1, stage: [spot(urgent)], messages: [urgent] });
    await admit(manifest);
    await authority.obey([await entry(1, takeover(), signer.officers, urgent)]);
    const { orders, revisions } = authority.ruling(noon);
    expect(orders).toContainEqual(expect.objectContaining({ kind: "takeover", number: 1, message: urgent.digest }));
    expect(orders).toContainEqual({ kind: "recall", message: urgent.digest, of: "programme" });
    expect(revisions.get(urgent.digest)?.content.title).toBe("Sơ tán");
  });

  test("for another area is not shown here", async () => {
    const scope = { kind: "places", areas: ["hau-giang"], venues: [] };
    await authority.obey([await entry(1, takeover({ scope }), signer.officers, urgent)]);
    expect(authority.ruling(noon).orders).toEqual([]);
  });

  test("that is none is ignored, told by its own code, and not stored", async () => {
    const [officer] = signer.officers;
    const forged = await entry(1, takeover(), signer.officers, urgent);
    const cases: [string, LogEntry][] = [
      ["trust/too-few-officers", await entry(1, takeover(), [officer, officer], urgent)],
      ["trust/order-too-long", await entry(1, takeover({ until: noon + 25 * hour }), signer.officers, urgent)],
      ["trust/message-bytes", { ...forged, revision: urgent.bytes.replace("Sơ tán", "Sơ tản") }],
      ["trust/bad-signature", { ...forged, envelope: forged.envelope.replace("Thử", "Thư") }],
      ["trust/unknown-key", await entry(1, takeover(), [signer.server], urgent)],
    ];
    for (const [code, each] of cases) {
      name = freshName();
      await boot();
      await authority.obey([each]);
      expect(authority.ruling(noon).orders, code).toEqual([]);
      authority.review(noon);
      expect(alarms.list().map((alarm) => alarm.code)).toEqual([code]);
      expect(await new Cupboard(name).keys("order:")).toEqual([]);
    }
  });

  test("of officers whom only the next root lists holds once that root is followed", async () => {
    const late = await holder("u5", ["officer"]);
    await authority.obey([await entry(1, takeover(), [signer.officers[0], late], urgent)]);
    expect(authority.ruling(noon).orders).toEqual([]);
    expect(authority.doubtful).toBe(true);
    await authority.follow((await signer.next({ keys: [...signer.root.root.keys, late.entry] })).root);
    expect(authority.ruling(noon).orders).toHaveLength(1);
  });
});

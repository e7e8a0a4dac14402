import { cdp } from "vitest/browser";
import { afterEach, beforeEach, expect, test } from "vitest";
import "../../admin/pages/trust.ts";
import type { DeskPage } from "../../admin/elements/desk-page.ts";
import { keptKey } from "../../admin/keys/drawer.ts";
import { verify } from "../../admin/keys/es256.ts";
import { signedBy, standingOf } from "../../admin/keys/hand.ts";
import { recoveryFile } from "../../admin/keys/recovery.ts";
import { rootOf } from "../../admin/keys/trust.ts";
import { openSigned } from "../../content/trust/envelope.ts";
import { keysFor, rootCode, type Root } from "../../content/trust/root.ts";
import type { Person, TrustView } from "../../content/wire/views.ts";
import { mountPage, unmountPage, until } from "./mount.ts";
import { ha, json, phuc, pretendServer, tuyet, type Heard } from "./pretend-server.ts";
import {
  firstEnvelope,
  keyOf,
  listing,
  pretendTrust,
  rootKey,
  rootSecret,
  trustOf,
  withEdit,
} from "./pretend-trust.ts";

const passphrase = "mười hai con giáp";
let server: ReturnType<typeof pretendServer> | undefined;
const downloads: string[] = [];
const realCreate = URL.createObjectURL.bind(URL);

beforeEach(() => {
  localStorage.clear();
  downloads.length = 0;
  URL.createObjectURL = (blob: Blob) => {
    void blob.text().then((text) => downloads.push(text));
    return "#downloaded";
  };
});
afterEach(() => {
  URL.createObjectURL = realCreate;
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  unmountPage();
  server?.stop();
});

async function open(
  trust: TrustView,
  who: { person?: Person; role?: "admin" | "approver"; first?: (heard: Heard) => Response | undefined } = {},
): Promise<DeskPage> {
  const chain = trust.root === undefined ? [] : [firstEnvelope, trust.root];
  const answers = pretendTrust(trust, trust.root === firstEnvelope ? [firstEnvelope] : chain);
  server = pretendServer({
    person: who.person ?? phuc,
    role: who.role ?? "admin",
    first: async (heard) => who.first?.(heard) ?? answers(heard),
  });
  return mountPage("desk-trust");
}

function fill(host: ParentNode, index: number, value: string): void {
  const input = host.querySelectorAll<HTMLInputElement>("vaadin-password-field input, vaadin-text-field input")[index];
  if (!input) throw new Error(`no field ${index}`);
  input.value = value;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
}

/** Chooses a file as a person does. */
function choose(host: ParentNode, text: string): void {
  const input = host.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("no file field");
  const files = new DataTransfer();
  files.items.add(new File([text], "khoi-phuc.json", { type: "application/json" }));
  input.files = files.files;
  input.dispatchEvent(new Event("change"));
}

const button = (host: ParentNode, words: string): HTMLElement => {
  const found = [...host.querySelectorAll<HTMLElement>("vaadin-button, button")].find(({ textContent }) =>
    textContent?.includes(words),
  );
  if (!found) throw new Error(`no button ${words}`);
  return found;
};
const dialog = (): Promise<HTMLDialogElement> =>
  until(() => document.querySelector<HTMLDialogElement>("dialog[open]"), "the question");
const posted = (): Heard[] =>
  (server?.heard ?? []).filter(({ method, path }) => method === "POST" && path === "/api/trust/roots");
const fileOf = (root: string): Promise<string> => recoveryFile(rootSecret, { key: rootKey, root, passphrase, now: 1 });
const newest = (trust: TrustView): Root => {
  const found = rootOf(trust);
  if (!found) throw new Error("no root");
  return found.root;
};

test("the first root is used only after its file was chosen again and opened", async () => {
  const trust = trustOf(undefined);
  const page = await open(trust);
  fill(page, 0, passphrase);
  fill(page, 1, passphrase);
  button(page, "Tạo và tải tệp khôi phục").click();
  const file = await until(() => downloads[0], "the recovery file");
  await until(() => page.querySelector("input[type=file]"), "the question for the file");
  expect(posted(), "nothing was sent yet").toEqual([]);

  choose(page, await fileOf(firstEnvelope));
  fill(page, 0, passphrase);
  button(page, "Dùng khóa gốc này").click();
  await until(() => page.textContent?.includes("tệp khôi phục của khóa khác"), "the refusal of another file");
  choose(page, file);
  fill(page, 0, "một cụm mật khẩu khác");
  button(page, "Dùng khóa gốc này").click();
  await until(() => page.textContent?.includes("Cụm mật khẩu chưa đúng"), "the refusal of another passphrase");
  expect(posted()).toEqual([]);

  fill(page, 0, passphrase);
  button(page, "Dùng khóa gốc này").click();
  await until(() => posted().length === 1, "the root to be sent");
  const made = newest(trust);
  expect(made.version).toBe(1);
  expect(keysFor(made, "server")[0]?.keyId).toBe(trust.serverKey.keyId);
  expect(JSON.stringify(posted()), "the server is told no private key").not.toContain('"d"');
  await until(() => page.querySelector(".root-code"), "the code");
  expect(page.querySelector(".root-code")?.textContent).toBe(rootCode(rootOf(trust)?.payload ?? ""));
});

test("a key is listed after its code was compared, by whoever has the recovery file", async () => {
  const pending = await keyOf(ha);
  const trust = trustOf(firstEnvelope, { pending: [pending] });
  const page = await open(trust);
  expect(page.querySelector(".pending-key .key-code")?.textContent?.replaceAll(" ", "").toLowerCase()).toBe(
    pending.key.keyId,
  );
  button(page, "Đã so mã").click();
  const asked = await dialog();
  choose(asked, await fileOf(firstEnvelope));
  fill(asked, 0, passphrase);
  button(asked, "Đưa Phạm Thu Hà vào danh sách").click();
  await until(() => asked.textContent?.includes("So mã qua điện thoại trước"), "the refusal");
  expect(posted()).toEqual([]);

  asked.querySelector<HTMLInputElement>("input[name=compared]")?.click();
  await until(() => asked.textContent?.includes("Không thông điệp nào bị gỡ"), "the effect");
  button(asked, "Đưa Phạm Thu Hà vào danh sách").click();
  await until(() => posted().length === 1, "the root to be sent");
  const [listed] = keysFor(newest(trust), "approver");
  expect(listed).toMatchObject({ keyId: pending.key.keyId, owner: ha, duties: ["approver", "officer"] });
  await until(() => page.querySelector(".key-row")?.textContent?.includes("Phạm Thu Hà"), "her row");
});

test("a stolen key: the page says what goes off which screens before anything is signed", async () => {
  const trust = trustOf(await listing(ha));
  const before = newest(trust);
  const page = await open(trust, {
    first: ({ path, body }) => {
      if (path !== "/api/trust/roots/check") return undefined;
      const { keys } = JSON.parse((body as { payload: string }).payload) as Root;
      const gone = keys.some(({ until, since }) => until === since);
      return json(
        gone
          ? {
              messages: [{ id: "m1", title: "Rửa tay", screens: 812 }],
              screens: 812,
              back: { messages: [{ id: "a1", title: "Sơ tán nhà ga", screens: 37 }], screens: 37 },
            }
          : { messages: [], screens: 0 },
      );
    },
  });
  button(page, "Bỏ khóa").click();
  const asked = await dialog();
  await until(() => asked.textContent?.includes("Không thông điệp nào bị gỡ"), "the effect of leaving");
  expect(asked.textContent).not.toContain("hiện lại");
  asked.querySelector<HTMLInputElement>("input[value=stolen]")?.click();
  await until(() => /Gỡ 1 thông điệp khỏi 812 màn hình/.test(asked.textContent ?? ""), "the effect of a theft");
  expect(asked.textContent).toContain("Rửa tay");
  expect(asked.textContent).toMatch(/1 lệnh khẩn cấp đã kết thúc sẽ hiện lại trên 37 màn hình/);
  expect(asked.textContent).toContain("Sơ tán nhà ga");
  choose(asked, await fileOf(firstEnvelope));
  fill(asked, 0, passphrase);
  button(asked, "Ký và bỏ khóa của Phạm Thu Hà").click();
  await until(() => posted().length === 1, "the root to be sent");
  const after = newest(trust);
  const [key] = keysFor(after, "approver");
  expect(after.version).toBe(before.version + 1);
  expect(key?.until).toBe(key?.since);
  await until(() => page.querySelector(".key-row.void"), "the row that counts no more");
});

test("a root that does not follow from the one in the file is not signed on top of", async () => {
  // A server that was taken over tells a root of its own making, which even lists the administrator's root key.
  const own = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const { publicKeyOf } = await import("../../admin/keys/es256.ts");
  const { rootPayload, signRoot } = await import("../../admin/keys/sign-root.ts");
  const theirs = await publicKeyOf(own.publicKey);
  const real = newest(trustOf(firstEnvelope));
  const [rootEntry] = keysFor(real, "root");
  if (!rootEntry) throw new Error("no root key");
  const entry = { ...rootEntry, ...theirs, owner: { id: theirs.keyId, name: "Khóa gốc" } };
  const payload = rootPayload({ ...real, version: 2, keys: [entry, ...real.keys] });
  const forged = await signRoot(payload, [{ key: theirs, secret: own.privateKey, root: "" }]);
  const page = await open(trustOf(forged));
  button(page, "Gia hạn").click();
  const asked = await dialog();
  await until(() => asked.textContent?.includes("Không thông điệp nào bị gỡ"), "the effect");
  choose(asked, await fileOf(firstEnvelope));
  fill(asked, 0, passphrase);
  button(asked, "Ký và áp dụng").click();
  await until(() => asked.textContent?.includes("không nối tiếp"), "the refusal");
  expect(posted()).toEqual([]);
});

test("an expiry within sixty days is said, and renewing moves it two years on", async () => {
  const soon = Date.now() - 2 * 365 * 86_400_000 + 30 * 86_400_000;
  const trust = trustOf(await withEdit(firstEnvelope, { kind: "renew" }, soon));
  const page = await open(trust);
  expect(page.querySelector(".root-panel .note.stale")?.textContent).toContain("Gia hạn trước ngày đó");
  button(page, "Gia hạn").click();
  const asked = await dialog();
  await until(() => asked.textContent?.includes("Không thông điệp nào bị gỡ"), "the effect");
  choose(asked, await fileOf(firstEnvelope));
  fill(asked, 0, passphrase);
  button(asked, "Ký và áp dụng").click();
  await until(() => posted().length === 1, "the root to be sent");
  expect(newest(trust).expiresAt).toBeGreaterThan(Date.now() + 700 * 86_400_000);
  await until(() => !page.querySelector(".root-panel .note.stale"), "the note to go");
});

test("a restored database is said with what it means, and gone on from by who restored it", async () => {
  const trust = trustOf(await listing(ha), {
    rolledBack: { at: Date.now(), screen: "Sân bay Cần Thơ", detail: "" },
  });
  let resumed = false;
  const page = await open(trust, {
    first: ({ path }) => {
      if (path !== "/api/trust/resume") return undefined;
      resumed = true;
      return json(trustOf(trust.root));
    },
  });
  expect(page.querySelector("[role=alert]")?.textContent).toContain("Sân bay Cần Thơ");
  button(page, "Tiếp tục từ bản sao lưu").click();
  const asked = await dialog();
  expect(asked.textContent).toContain("mất và phải nhập lại");
  expect(resumed).toBe(false);
  button(asked, "Tôi đã khôi phục").click();
  await until(() => resumed && !page.textContent?.includes("cũ hơn những gì màn hình đã thấy"), "the alarm to go");
});

test("an approver sees the code and the people, and is offered no change", async () => {
  const page = await open(trustOf(await listing(tuyet)), { person: ha, role: "approver" });
  expect(page.querySelector(".root-code")).not.toBeNull();
  expect(page.querySelector(".key-row")?.textContent).toContain(tuyet.name);
  expect([...page.querySelectorAll("vaadin-button")].map(({ textContent }) => textContent).join()).not.toMatch(
    /Gia hạn|Bỏ khóa|Đổi việc/,
  );
});

test("a passkey is made, proved, listed, and signs as every screen checks it", async () => {
  await cdp().send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp().send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  try {
    const trust = trustOf(firstEnvelope);
    const page = await open(trust, { person: ha, role: "approver" });
    button(page, "Tạo khóa ký").click();
    await until(() => page.querySelector(".my-key .key-code"), "the code to read aloud");
    const [pending] = trust.pending;
    if (!pending) throw new Error("nothing waits");
    expect(pending.key.scheme).toEqual({ kind: "webauthn", rpId: location.hostname, origins: [location.origin] });
    expect((await keptKey(pending.key.keyId))?.kind).toBe("passkey");

    const listed = trustOf(await withEdit(firstEnvelope, { kind: "list", key: pending.key, duties: ["approver"] }));
    const standing = await standingOf(listed, ha.id, "approver", Date.now());
    if (standing.state !== "ready") throw new Error(standing.state);
    for (let i = 0; i < 5; i++) {
      const envelope = await signedBy(standing.hand, "bangtin/approval/1", `{"n":${i}}`);
      const { signers } = await openSigned(envelope, "bangtin/approval/1", newest(listed).keys, verify);
      expect(signers.map(({ keyId }) => keyId)).toEqual([pending.key.keyId]);
    }
  } finally {
    await cdp().send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  }
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bannerForm, board, crawler, newMessage, newPicture, tickerForm } from "./forge.ts";

/**
 * The real page's script in a frame, as the desk hangs it beside its editor. The test's server serves no pages of ours,
 * so that the frame opens any file of this origin and is given the script.
 */
let frame: HTMLIFrameElement;
let heard: { type: string; detail?: string }[];

const listen = (event: MessageEvent<{ type: string }>): void => {
  if (event.source === frame.contentWindow) heard.push(event.data);
};

beforeEach(async () => {
  heard = [];
  window.addEventListener("message", listen);
  frame = document.createElement("iframe");
  frame.width = "960";
  frame.height = "540";
  frame.src = "/package.json?preview&profile=preview-test";
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  const page = frame.contentDocument;
  if (!page || !frame.contentWindow) throw new Error("the frame is not of this origin");
  // Vitest's server rewrites `import()` to call its runner, which only its own frame has.
  Object.assign(frame.contentWindow, {
    __vitest_browser_runner__: { wrapDynamicImport: (load: () => Promise<unknown>) => load() },
  });
  const script = page.createElement("script");
  script.type = "module";
  script.src = "/player/main.ts";
  page.body.replaceChildren(script);
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual([{ type: "bangtin:preview-ready" }]);
});

afterEach(() => {
  window.removeEventListener("message", listen);
  frame.remove();
});

const post = (message: unknown): void => frame.contentWindow?.postMessage(message, location.origin);

const scene = () =>
  frame.contentDocument?.querySelector("bt-player")?.shadowRoot?.querySelector("bt-scene")?.shadowRoot ?? undefined;

function words(root: DocumentFragment | undefined): string {
  return [...(root?.querySelectorAll(".layer.front") ?? [])].map((layer) => layer.textContent).join(" ");
}

describe("a preview", () => {
  const panel = newMessage("Rửa tay", {
    panel: {
      template: "rule",
      manner: "do",
      tag: { vi: "Nên làm" },
      sign: "wash-hands",
      headline: { vi: "RỬA TAY BẰNG XÀ PHÒNG" },
    },
  });

  const cover = () => scene()?.querySelector("bt-urgent, bt-urgent-crawl, bt-exercise") ?? undefined;
  const takeover = { number: 41, until: "15:05, 07/02/2020" };
  const spoken = newMessage("Gọi", tickerForm("gọi 1900 9095 khi sốt, ho, khó thở"));
  const exercise = { code: "DT-0003", until: "15:05, 07/02/2020", scenario: "Kịch bản số 3" };

  test("draws a message as an order would show it", async () => {
    post({ type: "bangtin:preview", canvas: board, stage: { ...panel, form: "panel" }, takeover });
    await expect.poll(() => cover()?.localName).toBe("bt-urgent");
    await expect.poll(() => cover()?.shadowRoot?.textContent).toContain("RỬA TAY BẰNG XÀ PHÒNG");
    expect(cover()?.shadowRoot?.textContent).toContain("Hiệu lực đến 15:05, 07/02/2020");
    expect(cover()?.shadowRoot?.textContent).toContain("Duyệt 41-");
    post({ type: "bangtin:preview", canvas: board, stage: { ...panel, form: "panel" } });
    await expect.poll(() => cover()).toBeUndefined();
    expect(words(scene())).toContain("RỬA TAY BẰNG XÀ PHÒNG");
  });

  test("draws a running line as an order would, and an exercise of it not at all", async () => {
    post({ type: "bangtin:preview", canvas: crawler, ticker: spoken, takeover });
    await expect.poll(() => cover()?.shadowRoot?.textContent).toContain("KHẨN CẤP");
    post({ type: "bangtin:preview", canvas: crawler, ticker: spoken, takeover, exercise });
    await expect.poll(() => cover()?.localName).toBe("bt-exercise");
    expect(cover()?.shadowRoot?.textContent?.trim()).toBe("");
  });

  test("draws an exercise, even of a message with a running line only", async () => {
    post({ type: "bangtin:preview", canvas: board, ticker: spoken, takeover, exercise });
    await expect.poll(() => cover()?.localName).toBe("bt-exercise");
    await expect.poll(() => cover()?.shadowRoot?.textContent).toContain("Duyệt DT-0003");
    expect(cover()?.shadowRoot?.textContent).not.toContain("KHẨN CẤP");
  });

  test("draws the message that its parent posts, scaled into the frame", async () => {
    post({ type: "bangtin:preview", canvas: board, stage: { ...panel, form: "panel" } });
    await expect.poll(() => words(scene())).toContain("RỬA TAY BẰNG XÀ PHÒNG");
    const canvas = frame.contentDocument?.querySelector("bt-player")?.shadowRoot?.querySelector(".canvas");
    expect(canvas?.getBoundingClientRect()).toMatchObject({ left: 0, top: 0, width: 960, height: 540 });
  });

  test("draws a running line on nothing", async () => {
    const line = newMessage("Chạy chữ", tickerForm("Khai báo ý tế"));
    post({ type: "bangtin:preview", canvas: crawler, ticker: line });
    await expect.poll(() => scene()?.querySelector("bt-crawl")?.shadowRoot?.textContent).toContain("Khai báo ý tế");
    const ground = frame.contentDocument?.querySelector("bt-player")?.shadowRoot?.querySelector(".ground");
    expect(ground && getComputedStyle(ground).backgroundColor).toBe("rgba(0, 0, 0, 0)");
  });

  test("draws a banner from a picture of its parent's", async () => {
    const red = await newPicture("red");
    const banner = newMessage("Hình", bannerForm(red));
    const media = URL.createObjectURL(new Blob([red.bytes], { type: "image/webp" }));
    post({ type: "bangtin:preview", canvas: board, stage: { ...banner, form: "banner" }, media });
    await expect.poll(() => scene()?.querySelector("img")?.src).toBe(media);
    URL.revokeObjectURL(media);
  });

  test("tells the time of the moment and the venue that its parent names", async () => {
    const asked = { type: "bangtin:preview", canvas: board, stage: { ...panel, form: "panel" } };
    const clock = () => scene()?.querySelector(".when")?.textContent?.replace(/\s+/g, " ").trim();
    const at = Date.parse("2020-03-12T00:30:00+07:00");
    post({ ...asked, at, timeZone: "Asia/Ho_Chi_Minh" });
    await expect.poll(clock).toBe("Thứ Năm, 12/03/2020 00:30");
    post({ ...asked, at, timeZone: "Europe/Paris" });
    await expect.poll(clock).toBe("Thứ Tư, 11/03/2020 18:30");
    const before = new Date();
    post({ ...asked, timeZone: "Pacific/Kiritimati" });
    const there = (now: Date): string =>
      now.toLocaleTimeString("en-GB", { timeZone: "Pacific/Kiritimati", hour: "2-digit", minute: "2-digit" });
    await expect
      .poll(() => [there(before), there(new Date())].some((time) => clock()?.endsWith(` ${time}`)))
      .toBe(true);
    post({ ...asked, at: 8_640_000_000_000_001 });
    await expect.poll(() => heard.at(-1)).toEqual({ type: "bangtin:preview-refused", detail: "at" });
  });

  test("refuses, with the reason, what it cannot read and pictures from elsewhere", async () => {
    post({ type: "bangtin:preview", canvas: { ...board, shape: "round" } });
    await expect.poll(() => heard.at(-1)).toEqual({ type: "bangtin:preview-refused", detail: "canvas.shape" });
    post({
      type: "bangtin:preview",
      canvas: board,
      stage: { ...panel, form: "panel" },
      media: "https://example.org/a.png",
    });
    await expect.poll(() => heard.at(-1)).toEqual({ type: "bangtin:preview-refused", detail: "media" });
    expect(scene()).toBeUndefined();
  });

  test("touches neither the network's API nor any storage of a screen", async () => {
    post({ type: "bangtin:preview", canvas: board, stage: { ...panel, form: "panel" } });
    await expect.poll(() => words(scene())).toContain("RỬA TAY");
    const asked = frame.contentWindow?.performance
      .getEntriesByType("resource")
      .map(({ name }) => new URL(name).pathname);
    expect(asked?.filter((path) => path.startsWith("/api/") || path.startsWith("/media/"))).toEqual([]);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain("bangtin-player-preview-test");
    expect(localStorage.getItem("bangtin-player-preview-test")).toBeNull();
  });
});

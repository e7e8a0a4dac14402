import { afterEach, describe, expect, test } from "vitest";
import "../../../admin/wall/bt-wall-screen.ts";
import type { OnAirNotice } from "../../../admin/wall/on-air-notice.ts";

const screen = {
  profile: "a",
  token: "t",
  name: "Ga đến",
  venue: "Sân bay Cần Thơ",
  kind: "airport",
  shape: "board",
  canvas: { width: 1920, height: 1080 },
} as const;

/** A page of this origin that says `said` to its parent, as the player does. */
function pageSaying(said: unknown): string {
  return URL.createObjectURL(new Blob([htmlSaying(said)], { type: "text/html" }));
}

function htmlSaying(said: unknown): string {
  return `<script>parent.postMessage(${JSON.stringify(said)}, "*")</script>`;
}

const onAir = (title: string): OnAirNotice => ({
  type: "bangtin:on-air",
  state: "playing",
  stage: { title, digest: "d" },
});

function hang(address: string): { heard: OnAirNotice[]; next: Promise<void>; element: HTMLElement } {
  const element = document.createElement("bt-wall-screen");
  element.screen = screen;
  element.address = address;
  const heard: OnAirNotice[] = [];
  const next = new Promise<void>((resolve) => {
    element.addEventListener("on-air", (event) => {
      heard.push((event as CustomEvent<OnAirNotice>).detail);
      resolve();
    });
  });
  document.body.append(element);
  return { heard, next, element };
}

/** Resolves once this window has received a message that `is` recognises. */
function received(is: (data: unknown) => boolean): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener("message", function listen(event) {
      if (!is(event.data)) return;
      window.removeEventListener("message", listen);
      resolve();
    });
  });
}

const titled =
  (title: string) =>
  (data: unknown): boolean =>
    (data as Partial<OnAirNotice> | null)?.stage?.title === title;

afterEach(() => document.body.replaceChildren());

describe("a screen on the wall", () => {
  test("says what its own player says is on", async () => {
    const { heard, next } = hang(pageSaying(onAir("Rửa tay")));
    await next;
    expect(heard).toEqual([onAir("Rửa tay")]);
  });

  test("does not listen to another frame of the same origin", async () => {
    const { heard } = hang("about:blank");
    const arrived = received(titled("Giả"));
    const other = document.createElement("iframe");
    other.src = pageSaying(onAir("Giả"));
    document.body.append(other);
    await arrived;
    expect(heard).toEqual([]);
  });

  test("does not listen to its own frame once that shows another origin", async () => {
    const { heard, element } = hang("about:blank");
    await (element as HTMLElementTagNameMap["bt-wall-screen"]).updateComplete;
    const frame = element.shadowRoot?.querySelector("iframe");
    if (!frame) throw new Error("no frame");
    const arrived = received(titled("Giả"));
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = htmlSaying(onAir("Giả"));
    await arrived;
    expect(heard).toEqual([]);
  });

  test("does not listen to a message of another form", async () => {
    const arrived = received((data) => (data as { stage?: unknown } | null)?.stage === "Rửa tay");
    const { heard } = hang(pageSaying({ type: "bangtin:on-air", state: "playing", stage: "Rửa tay" }));
    await arrived;
    expect(heard).toEqual([]);
  });
});

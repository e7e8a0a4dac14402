import { render } from "lit";
import { expect, test } from "vitest";
import { machineFacts } from "../../../admin/pages/screens/machine-facts.ts";
import { canvasPresets } from "../../../content/network/canvas.ts";
import type { ScreenView } from "../../../content/wire/views.ts";

const [canvas] = canvasPresets;
const now = Date.UTC(2026, 10, 22, 5);

function said(more: Partial<ScreenView>): string {
  if (!canvas) throw new Error("no canvas");
  const host = document.createElement("div");
  const screen: ScreenView = {
    id: "s1",
    name: "Quầy 1",
    venue: { id: "v1", name: "Bưu điện", timeZone: "Asia/Ho_Chi_Minh" },
    canvas,
    status: "playing",
    online: true,
    pairedAt: 1,
    wanted: 1,
    shown: 1,
    ...more,
  };
  render(machineFacts(screen, now), host);
  return (host.textContent ?? "").replaceAll(/\s+/g, " ");
}

test("where the player comes from is said with what it is worth", () => {
  expect(said({ shell: "same-host" })).toContain("Không bảo vệ được nếu máy chủ bị chiếm");
  expect(said({ shell: "other-host" })).toContain("vẫn chỉ phát bản đã duyệt");
  expect(said({ shell: "installed" })).toContain("không máy chủ nào đổi được trình phát");
  expect(said({})).not.toContain("Trình phát");
});

test("a device that did not prove itself is said to be unproven", () => {
  expect(said({ proven: true })).toContain("đúng thiết bị đã ghép");
  expect(said({ proven: false })).toContain("chưa chứng minh được");
});

test("every alarm is a sentence, with its code for whoever must mend it; the last refusal is not said twice", () => {
  const refused = { code: "trust/rollback", at: now - 1000 };
  const words = said({
    report: {
      version: 1,
      state: "playing",
      onAir: {},
      clock: now,
      outbox: 0,
      persisted: true,
      refused,
      alarms: [refused, { code: "trust/media-bytes", at: now - 2000, detail: "ab12" }],
    },
  });
  expect(words.match(/bản cũ hơn bản đang phát/g)).toHaveLength(1);
  expect(words).toContain("Một tệp ảnh không khớp mã của nó");
  expect(words).toContain("trust/media-bytes · ab12");
});

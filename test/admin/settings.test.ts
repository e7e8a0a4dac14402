import { afterEach, expect, test } from "vitest";
import "../../admin/pages/settings.ts";
import { mountPage, unmountPage } from "./mount.ts";
import { phuc, pretendServer } from "./pretend-server.ts";

let server: ReturnType<typeof pretendServer> | undefined;
afterEach(() => {
  unmountPage();
  server?.stop();
});

test("whoever changes the hotline reads that paired screens keep the one of their pairing", async () => {
  server = pretendServer({ person: phuc, role: "admin" });
  const page = await mountPage("desk-settings");
  expect(page.textContent).toContain("Màn hình đã ghép giữ cơ quan và đường dây nóng của lúc ghép trên thẻ an toàn.");
  // Nothing promises what does not happen.
  expect(page.textContent).not.toContain("cập nhật màn hình");
});

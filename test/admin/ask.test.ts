import { userEvent } from "vitest/browser";
import { afterEach, expect, test } from "vitest";
import "@vaadin/select";
import { html } from "lit";
import { askReason, openDialog } from "../../admin/elements/ask.ts";
import { until } from "./mount.ts";

afterEach(() => {
  document.querySelector("dialog")?.remove();
});

test("a reason is never empty, and leaving answers nothing", async () => {
  const asked = askReason({ title: "Trả lại", confirm: "Trả lại", prefill: "  " });
  const dialog = await until(() => document.querySelector<HTMLDialogElement>("dialog[open]"), "the question");
  dialog.querySelectorAll<HTMLElement>("vaadin-button")[1]?.click();
  await until(() => dialog.querySelector<HTMLElement & { invalid: boolean }>("vaadin-text-area")?.invalid, "the mark");
  expect(dialog.open).toBe(true);
  await userEvent.keyboard("{Escape}");
  expect(await asked).toBeUndefined();
  expect(document.querySelector("dialog")).toBeNull();
});

test("Esc closes an open list first, and the dialog only the next time", async () => {
  const closed = openDialog(
    "Thêm",
    () => html`<vaadin-select .items=${[{ label: "Một", value: "1" }]}></vaadin-select>`,
  );
  const select = await until(
    () => document.querySelector<HTMLElement & { opened: boolean }>("dialog vaadin-select"),
    "the list",
  );
  select.focus();
  select.opened = true;
  await until(() => select.hasAttribute("opened"), "the open list");
  await userEvent.keyboard("{Escape}");
  await until(() => !select.opened, "the closed list");
  expect(document.querySelector<HTMLDialogElement>("dialog")?.open).toBe(true);
  await userEvent.keyboard("{Escape}");
  expect(await closed).toBeUndefined();
});

test("a bubbling close of something inside does not take the dialog away", async () => {
  const closed = openDialog("Thêm", () => html`<p>Lịch</p>`);
  const dialog = document.querySelector<HTMLDialogElement>("dialog");
  dialog?.querySelector("p")?.dispatchEvent(new CustomEvent("close", { bubbles: true }));
  expect(dialog?.isConnected).toBe(true);
  dialog?.close();
  expect(await closed).toBeUndefined();
});

import { afterEach, expect, test } from "vitest";
import { addressOf, call, problemIn, sayTrouble, surroundWith, Unreachable } from "../../admin/client.ts";
import { useLanguageOf } from "../../admin/strings/language.ts";
import { Problem } from "../../content/wire/problem.ts";
import { contentOf, json, messageOf, pretendServer, problem, tuyet } from "./pretend-server.ts";

let server: ReturnType<typeof pretendServer> | undefined;
afterEach(() => {
  server?.stop();
  surroundWith({ signInAgain: async () => false, reached: () => undefined });
});

const one = messageOf("m1", contentOf("Rửa tay", { ticker: { text: { vi: "Rửa tay" } } }));

test("a reply is parsed with the operation's own schema", async () => {
  server = pretendServer({ person: tuyet, role: "comms", messages: [one] });
  expect(await call("message", { params: { id: "m1" } })).toEqual(one);
  expect(server.heard).toEqual([{ method: "GET", path: "/api/messages/m1", body: undefined }]);
});

test("a reply that is not what the operation promises is an error, never data", async () => {
  server = pretendServer({ person: tuyet, role: "comms", first: () => json({ id: "m1" }) });
  await expect(call("message", { params: { id: "m1" } })).rejects.toThrow();
});

test("a refusal is thrown as a problem with its code and detail", async () => {
  server = pretendServer({
    person: tuyet,
    role: "comms",
    messages: [one],
    first: () => problem("message/changed-meanwhile", "version 3"),
  });
  const refused = call("editMessage", { params: { id: "m1" }, body: { version: 1, content: one.head.content } });
  await expect(refused).rejects.toMatchObject({ code: "message/changed-meanwhile", detail: "version 3" });
});

test("an answer that is no problem details becomes the nearest code", () => {
  expect(problemIn(502, "<html>Bad gateway</html>").code).toBe("server/unavailable");
  expect(problemIn(429, "").code).toBe("request/too-many");
  expect(problemIn(418, '{"code":"tea/pot"}').code).toBe("server/bug");
});

test("no answer is Unreachable, and whoever listens hears it", async () => {
  const heard: boolean[] = [];
  surroundWith({ signInAgain: async () => false, reached: (reached) => heard.push(reached) });
  server = pretendServer({
    person: tuyet,
    role: "comms",
    first: () => {
      throw new TypeError("Failed to fetch");
    },
  });
  await expect(call("messages")).rejects.toBeInstanceOf(Unreachable);
  expect(heard).toEqual([false]);
});

test("a session that ended is renewed in place and the call goes out again", async () => {
  let ended = true;
  surroundWith({
    signInAgain: () => {
      ended = false;
      return Promise.resolve(true);
    },
    reached: () => undefined,
  });
  server = pretendServer({
    person: tuyet,
    role: "comms",
    messages: [one],
    first: () => (ended ? problem("auth/signed-out") : undefined),
  });
  expect(await call("messages")).toEqual([one]);
  expect(server.heard).toHaveLength(2);
});

test("when another person signs in instead, the call is not repeated in their name", async () => {
  server = pretendServer({ person: tuyet, role: "comms", first: () => problem("auth/signed-out") });
  await expect(call("messages")).rejects.toMatchObject({ code: "auth/signed-out" });
  expect(server.heard).toHaveLength(1);
});

test("parameters are written into the address safely", () => {
  expect(addressOf("/api/screens/{id}/moment", { id: "a/b" }, { at: "5" })).toBe("/api/screens/a%2Fb/moment?at=5");
  expect(() => addressOf("/api/screens/{id}", {}, {})).toThrow("id");
});

test("a trouble is told in the reader's words, and a bug is not told as one", () => {
  useLanguageOf("");
  expect(sayTrouble(new Problem("approval/own-message"))).toContain("Cần một người khác duyệt");
  expect(sayTrouble(new Unreachable("x"))).toContain("Kiểm tra mạng");
  expect(() => sayTrouble(new RangeError("bug"))).toThrow(RangeError);
});

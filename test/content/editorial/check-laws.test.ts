import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressesIn } from "../../../content/editorial/address.ts";
import { blocks, check } from "../../../content/editorial/check.ts";
import { oneEditApart } from "../../../content/editorial/near-miss.ts";
import { MessageContent } from "../../../content/editorial/message.ts";
import { knownSlips } from "../../../content/editorial/known-slips.ts";
import { rulePanel, sample, sources, ticker } from "./message-sample.ts";

/** Text of the kind that is pasted: words, addresses, slips, broken halves of characters, marks on their own. */
const pasted = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
      {
        weight: 1,
        arbitrary: fc.string({
          unit: fc.integer({ min: 0, max: 0xffff }).map((n) => String.fromCharCode(n)),
          maxLength: 8,
        }),
      },
      fc.constantFrom(...knownSlips.map(({ slip }) => slip)),
      fc.constantFrom(
        "https://",
        "htttp:/",
        "www.facebook.com/",
        "a@quangning.gov.vn",
        "DDCI tinh Quang Ninh/",
        ".gov.vn",
        "\n",
        " ",
        "(((",
      ),
      fc.constantFrom("đến", "đến ", "Rửa tay", "Ễ", "Ẵ", "e\u0302\u0303", "!!!", "\u0000", "\u202E"),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const content = fc
  .record({ title: pasted, headline: pasted, sub: pasted, text: pasted, address: pasted, name: pasted })
  .map(({ title, headline, sub, text, address, name }) => ({
    ...sample({
      title,
      source: { id: "quang-ninh", name },
      forms: {
        ticker: { text: { vi: text, en: sub } },
        panel: {
          template: "channel",
          tag: { vi: headline },
          name: { vi: headline, en: sub },
          address,
          owner: { vi: sub },
        },
      },
    }),
  }));

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

function decomposed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).normalize("NFD")) as unknown;
}

describe("laws of the check", () => {
  it("answers for any text, names a range inside it, and writes nothing", () => {
    fc.assert(
      fc.property(content, (message) => {
        const before = JSON.stringify(message);
        const found = check(frozen(message), { sources: frozen(structuredClone(sources)) });
        expect(JSON.stringify(message)).toBe(before);
        const texts = new Map<string, string>([
          ["title", message.title],
          ["forms.ticker.text.vi", message.forms.ticker?.text.vi ?? ""],
        ]);
        for (const { at, where, code } of found) {
          expect(where.length).toBeLessThanOrEqual(60);
          expect(code.length).toBeLessThanOrEqual(40);
          const text = texts.get(where)?.normalize("NFC");
          if (!at || text === undefined) continue;
          expect(at.from).toBeGreaterThanOrEqual(0);
          expect(at.until).toBeGreaterThan(at.from);
          expect(at.until).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("says the same of text that came decomposed", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant("Rửa tay luôn luôn, Khai báo ý tế đến đến Ẵ"), fc.string({ unit: "grapheme" })),
        (text) => {
          const message = ticker(text.normalize("NFC"));
          const parsed = MessageContent.safeParse(decomposed(message));
          const again = decomposed(message) as MessageContent;
          expect(check(again, { sources })).toEqual(check(message, { sources }));
          if (parsed.success) expect(check(parsed.data, { sources })).toEqual(check(message, { sources }));
        },
      ),
    );
  });

  it("blocks a bidi, control or invisible character anywhere in any text", () => {
    const odd = fc.constantFrom(
      "\u0007",
      "\u009F",
      "\u200B",
      "\u200D",
      "\u2060",
      "\uFEFF",
      "\u202A",
      "\u2069",
      "\u061C",
      "\uDC00",
      "\uF8FF",
    );
    fc.assert(
      fc.property(pasted, odd, pasted, (before, character, after) => {
        const text = before + character + after;
        for (const message of [
          ticker(text),
          rulePanel({ tag: { vi: text } }),
          rulePanel({ headline: { vi: "Rửa tay", en: text } }),
        ]) {
          expect(blocks(check(message, { sources }))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("finds addresses in order, without overlap, each a piece of the text", () => {
    fc.assert(
      fc.property(pasted, (text) => {
        let end = 0;
        for (const { from, until, text: piece } of addressesIn(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(until).toBeGreaterThan(from);
          expect(text.slice(from, until)).toBe(piece);
          end = until;
        }
      }),
    );
  });

  it("knows one edit from none and from two", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "c", "."), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(letters, fc.nat(), fc.constantFrom("x", "y"), (word, place, letter) => {
        const at = place % word.length;
        const text = word.join("");
        expect(oneEditApart(text, text)).toBe(false);
        expect(oneEditApart(text, text.slice(0, at) + letter + text.slice(at))).toBe(true);
        expect(oneEditApart(text, text.slice(0, at) + letter + text.slice(at + 1))).toBe(true);
        expect(oneEditApart(text.slice(0, at) + text.slice(at + 1), text)).toBe(true);
        expect(oneEditApart(text, `${text}xy`)).toBe(false);
        expect(oneEditApart(`x${text}`, `${text}y`)).toBe(`x${text}` === `${text}y`);
      }),
    );
    expect(oneEditApart("quangninh", "quangnihn")).toBe(true);
    expect(oneEditApart("quangninh", "qaungnihn")).toBe(false);
  });

  it("stays quick on hostile text", () => {
    // A pattern that backtracks without end would hang here until the test runner gives up.
    for (const unit of ["a.", "http:/", "đến ", "a-", "a@", "https://a/ b ", "é", "!!? "]) {
      check(ticker(unit.repeat(5000)), { sources });
    }
  });
});

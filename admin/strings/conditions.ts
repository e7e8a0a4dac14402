import type { Condition } from "../../content/wire/views.ts";
import { calendarDate } from "./format.ts";
import { inBoth, language } from "./language.ts";
import { levelWords, shapeWords, weekdayLong, weekdaysText } from "./network.ts";

/**
 * "Why is this on, why is that not" in words: one sentence for each condition of `content/playout/explain.ts`, whether
 * it holds or fails. The facts are those that `explain` gives: dates `yyyy-MM-dd`, times `HH:mm` on the venue's clock.
 */

type Facts = Condition["facts"];
type Say = (facts: Facts) => string;
type Sentences = Readonly<Record<Condition["code"], { readonly holds: Say; readonly fails: Say }>>;

const text = (facts: Facts, name: string): string => String(facts[name] ?? "");
const level = (facts: Facts): string => {
  const words = levelWords();
  const given = text(facts, "level");
  return given in words ? words[given as keyof typeof words].toLowerCase() : given;
};
const shape = (facts: Facts): string => {
  if (facts["shape"] === "crawler") return language() === "vi" ? "kênh chạy chữ" : "a running-text channel";
  const words = shapeWords();
  const given = text(facts, "shape");
  return given in words ? words[given as keyof typeof words] : given;
};
const day = (facts: Facts): string => weekdayLong(Number(facts["weekday"] ?? 0));
const days = (facts: Facts): string =>
  weekdaysText(
    text(facts, "weekdays")
      .split(",")
      .filter((part) => part !== "")
      .map(Number),
  );
const date = (facts: Facts, name: string): string => calendarDate(text(facts, name));
/** `13:16`, and the date where one is given that is not the day spoken of. */
const clock = (facts: Facts, name: string): string => {
  const time = text(facts, `${name}Time`);
  const on = text(facts, `${name}Date`);
  return on && facts["today"] !== undefined && on !== facts["today"] ? `${time} ${calendarDate(on)}` : time;
};

const vi: Sentences = {
  assigned: {
    holds: (f) => `Có trong đợt “${text(f, "campaign")}” của nơi này`,
    fails: () => "Không đợt nào ở nơi này có thông điệp này",
  },
  approved: {
    holds: (f) => `Đã được duyệt, mã ${text(f, "code")}`,
    fails: () => "Chưa được duyệt",
  },
  covered: {
    holds: () => "Phê duyệt cho loại địa điểm, mức và lúc này",
    fails: () => "Phê duyệt không cho loại địa điểm, mức hay lúc này",
  },
  form: {
    holds: (f) =>
      `Có ${{ panel: "dạng chữ", banner: "dạng ảnh", ticker: "dòng chạy" }[text(f, "form")] ?? "dạng"} cho ${shape(f)}`,
    fails: (f) =>
      f["reason"] === "no-rendition"
        ? "Ảnh chưa có bản cắt cho khung hình này"
        : f["lane"] === "ticker"
          ? `Không có dòng chạy cho ${shape(f)}`
          : `Không có dạng chữ hay dạng ảnh cho ${shape(f)}`,
  },
  active: {
    holds: (f) => `Đợt “${text(f, "campaign")}” không bị dừng`,
    fails: (f) => `Đợt “${text(f, "campaign")}” đã bị dừng`,
  },
  window: {
    holds: (f) => `Trong những ngày của đợt: ${date(f, "from")} đến hết ${date(f, "to")}`,
    fails: (f) =>
      text(f, "today") < text(f, "from")
        ? `Chưa đến ngày: đợt bắt đầu ${date(f, "from")}`
        : `Đã qua ngày: đợt hết sau ${date(f, "to")}`,
  },
  weekday: {
    holds: (f) => (days(f) ? `Đúng ngày trong tuần: ${days(f)}` : "Chạy mọi ngày trong tuần"),
    fails: (f) => `${day(f)} không thuộc ngày của đợt: ${days(f)}`,
  },
  hours: {
    holds: (f) => (text(f, "hours") ? `Trong khung giờ ${text(f, "hours")}` : "Chạy cả ngày"),
    fails: (f) => `${text(f, "time")} ở ngoài khung giờ ${text(f, "hours")}`,
  },
  open: {
    holds: (f) => (text(f, "hours") ? `Nơi này mở cửa ${text(f, "hours")}` : "Nơi này đang mở cửa"),
    fails: (f) =>
      text(f, "hours") ? `${text(f, "time")} nơi này đóng cửa, giờ mở: ${text(f, "hours")}` : `Nơi này nghỉ ${day(f)}`,
  },
  "not-outranked": {
    holds: (f) => `Mức ${level(f)}, không đợt nào chiếm chỗ`,
    fails: (f) => `Đợt “${text(f, "by")}”, mức ${level(f)}, chiếm màn hình đến ${clock(f, "until")}`,
  },
  "in-pass": {
    holds: (f) => `Đang trong một lượt của ${text(f, "times")} lần mỗi ngày`,
    fails: (f) => `Phát ${text(f, "times")} lần mỗi ngày, lúc này ở giữa hai lần`,
  },
  turn: {
    holds: (f) => `Đến lượt trong vòng, phát đến ${clock(f, "until")}`,
    fails: (f) =>
      text(f, "nextTime") ? `Chưa đến lượt trong vòng, lượt tới ${clock(f, "next")}` : "Không có lượt nào sắp tới",
  },
  recalled: {
    holds: () => "Không bị thu hồi",
    fails: () => "Đã bị thu hồi",
  },
  takeover: {
    holds: (f) => `Lệnh khẩn cấp đưa lên màn hình đến ${clock(f, "until")}`,
    fails: (f) => `Một lệnh khẩn cấp chiếm màn hình đến ${clock(f, "until")}`,
  },
};

const en: Sentences = {
  assigned: {
    holds: (f) => `In the campaign “${text(f, "campaign")}” at this venue`,
    fails: () => "No campaign at this venue has this message",
  },
  approved: {
    holds: (f) => `Approved, code ${text(f, "code")}`,
    fails: () => "Not approved",
  },
  covered: {
    holds: () => "Approved for this kind of venue, level and time",
    fails: () => "Not approved for this kind of venue, level or time",
  },
  form: {
    holds: (f) =>
      `Has a ${{ panel: "text panel", banner: "picture", ticker: "running line" }[text(f, "form")] ?? "form"} for ${shape(f)}`,
    fails: (f) =>
      f["reason"] === "no-rendition"
        ? "The picture has no crop for this canvas"
        : f["lane"] === "ticker"
          ? `Has no running line for ${shape(f)}`
          : `Has neither a text panel nor a picture for ${shape(f)}`,
  },
  active: {
    holds: (f) => `The campaign “${text(f, "campaign")}” is not stopped`,
    fails: (f) => `The campaign “${text(f, "campaign")}” has been stopped`,
  },
  window: {
    holds: (f) => `Within the campaign's days: ${date(f, "from")} to the end of ${date(f, "to")}`,
    fails: (f) =>
      text(f, "today") < text(f, "from")
        ? `Too early: the campaign starts on ${date(f, "from")}`
        : `Too late: the campaign ended with ${date(f, "to")}`,
  },
  weekday: {
    holds: (f) => (days(f) ? `On one of its days: ${days(f)}` : "Runs every day of the week"),
    fails: (f) => `${day(f)} is not one of its days: ${days(f)}`,
  },
  hours: {
    holds: (f) => (text(f, "hours") ? `Within the hours ${text(f, "hours")}` : "Runs all day"),
    fails: (f) => `${text(f, "time")} is outside the hours ${text(f, "hours")}`,
  },
  open: {
    holds: (f) => (text(f, "hours") ? `The venue is open ${text(f, "hours")}` : "The venue is open"),
    fails: (f) =>
      text(f, "hours")
        ? `At ${text(f, "time")} the venue is closed; it opens ${text(f, "hours")}`
        : `The venue is closed on ${day(f)}`,
  },
  "not-outranked": {
    holds: (f) => `Level ${level(f)}, and no campaign takes its place`,
    fails: (f) => `The campaign “${text(f, "by")}”, level ${level(f)}, has the screen until ${clock(f, "until")}`,
  },
  "in-pass": {
    holds: (f) => `In one of its ${text(f, "times")} passes a day`,
    fails: (f) => `Plays ${text(f, "times")} times a day, and this is between two of them`,
  },
  turn: {
    holds: (f) => `Its turn in the loop, until ${clock(f, "until")}`,
    fails: (f) =>
      text(f, "nextTime") ? `Not its turn in the loop; the next is at ${clock(f, "next")}` : "No turn is coming up",
  },
  recalled: {
    holds: () => "Not recalled",
    fails: () => "Recalled",
  },
  takeover: {
    holds: (f) => `Put on the screen by a takeover until ${clock(f, "until")}`,
    fails: (f) => `A takeover has the screen until ${clock(f, "until")}`,
  },
};

/**
 * The sentence of a condition. `today` is the venue's date spoken of, `yyyy-MM-dd`: times of other days then carry
 * their date. For a turn, `exact` may give the time to the second.
 */
export function conditionSentence(condition: Condition, today: string, exact?: (at: number) => string): string {
  const { code, holds } = condition;
  const facts: Record<string, string | number> = { today, ...condition.facts };
  if (exact && code === "turn") {
    for (const name of ["until", "next"]) {
      const at = facts[`${name}At`];
      if (typeof at === "number") facts[`${name}Time`] = exact(at);
    }
  }
  const say = (language() === "vi" ? vi : en)[code];
  return holds ? say.holds(facts) : say.fails(facts);
}

/**
 * The sentences of a list of conditions. What sets no limit at all, every day, all day, never closed, is one line;
 * that a campaign is not stopped goes without saying where it is named as the reason.
 */
export function conditionLines(
  conditions: readonly Condition[],
  today: string,
  exact?: (at: number) => string,
): readonly { readonly holds: boolean; readonly sentence: string }[] {
  const unlimited = conditions.filter(
    ({ code, holds, facts }) =>
      holds &&
      ((code === "weekday" && text(facts, "weekdays") === "") ||
        ((code === "hours" || code === "open") && text(facts, "hours") === "")),
  );
  const named = conditions.some(({ code, holds }) => code === "assigned" && holds);
  return conditions.flatMap((condition) => {
    const { code, holds } = condition;
    if (code === "active" && holds && named) return [];
    if (unlimited.length === 3 && unlimited.includes(condition)) {
      return condition === unlimited[0] ? [{ holds, sentence: whyWords().noLimit }] : [];
    }
    return [{ holds, sentence: conditionSentence(condition, today, exact) }];
  });
}

export const whyWords = inBoth(
  {
    why: "Vì sao",
    whyNot: "Vì sao thông điệp khác không phát?",
    noneOther: "Không có thông điệp nào khác trong các đợt của nơi này.",
    inLoop: "trong vòng, chờ lượt",
    notInLoop: "không trong vòng",
    holds: "đúng",
    fails: "không đúng",
    nothingOn: "Lúc này không có gì để phát",
    nothingOnTeach: "Bảng hiện thẻ chờ: tên cơ quan, số gọi và đồng hồ. Dòng chạy của truyền hình để trống.",
    noLimit: "Mọi ngày, cả ngày, nơi này đang mở cửa",
    whyToo: (title: string) => `Vì sao dòng chạy là “${title}”`,
    rest: (n: number) => `${n} điều kiện khác đều đúng`,
  },
  {
    why: "Why",
    whyNot: "Why are the others not on?",
    noneOther: "The campaigns at this venue have no other message.",
    inLoop: "in the loop, waiting for its turn",
    notInLoop: "not in the loop",
    holds: "holds",
    fails: "fails",
    nothingOn: "There is nothing to play at this moment",
    nothingOnTeach: "The screen shows its safe card: the agency, the number to call and the clock.",
    noLimit: "Every day, all day, and the venue is open",
    whyToo: (title) => `Why the running line is “${title}”`,
    rest: (n) => `${n} other ${n === 1 ? "condition holds" : "conditions hold"}`,
  },
);

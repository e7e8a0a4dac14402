import { finding, type Finding } from "./finding.ts";
import type { TextPiece } from "./message-text.ts";

/** Words that Vietnamese doubles on purpose (từ láy, điệp từ), and two that English does. */
const rightTwice = new Set(
  (
    "luôn thường xa ngày đêm tháng năm sáng chiều trưa tối sớm mãi dần từ ai đâu nơi nhà người đời kiếp lớp hàng trùng " +
    "điệp song chung lâu gần cao nhỏ nhanh chậm khẽ đều vừa hơi sơ xanh đỏ vàng trắng đen tím hồng xinh nhè rất lần chờ " +
    "khăng ầm ào rầm oang ù vù đùng bừng phừng ba cào chuồn chôm đa bong " +
    "had that"
  ).split(" "),
);

/** Places where one word ends a compound and begins the next: "người dân dân tộc", "cơ quan quan trọng". */
const seams =
  /^(?:dân\s+dân\s+tộc|quan\s+quan\s+(?:trọng|tâm|trắc)|sinh\s+sinh\s+(?:sống|hoạt|viên)|viên\s+viên\s+chức)/iu;

/** The same word twice in a row: "đến đến", "Truyền thông thông", "trong trong". */
export function doubledWords({ where, text }: TextPiece): readonly Finding[] {
  return [...text.matchAll(/(?<![\p{L}\p{M}\p{N}/@.-])([\p{L}\p{M}]+)(?=\s+\1(?![\p{L}\p{M}\p{N}@/-]))/giu)].flatMap(
    (match) => {
      const word = match[0];
      if (rightTwice.has(word.toLowerCase()) || seams.test(text.slice(match.index))) return [];
      const second = /^\s+/u.exec(text.slice(match.index + word.length))?.[0].length ?? 0;
      const until = match.index + word.length + second + word.length;
      return [finding("doubled-word", where, { word: word.toLowerCase() }, { from: match.index, until })];
    },
  );
}

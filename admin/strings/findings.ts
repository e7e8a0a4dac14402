import type { FindingCode } from "../../content/editorial/finding.ts";
import { inBoth } from "./language.ts";

export type Facts = Readonly<Record<string, string | number>>;
type Sentences = Readonly<Record<FindingCode, (facts: Facts) => string>>;

const faultsVi: Record<string, string> = { scheme: "thiếu hoặc sai https://" };
const faultsEn: Record<string, string> = { scheme: "https:// is missing or wrong" };
const readersVi: Record<string, string> = { walk: "người đi ngang", traffic: "người đi xe", queue: "người đứng chờ" };
const readersEn: Record<string, string> = {
  walk: "people walking by",
  traffic: "people driving by",
  queue: "people waiting",
};

const vi: Sentences = {
  "title-missing": () => "Chưa có tên gọi",
  "source-missing": () => "Chưa chọn nguồn",
  "source-unknown": () => "Nguồn này chưa được đăng ký",
  "form-missing": () => "Chưa có dạng thể hiện nào: thêm bảng chữ, ảnh hoặc chạy chữ",
  "slot-empty": () => "Ô này còn trống",
  "renditions-missing": () => "Ảnh chưa được cắt cho các màn hình",
  "control-character": (f) => `Có ký tự điều khiển ${f["character"]}, xóa đi rồi gõ lại chỗ đó`,
  "bidi-control": (f) => `Có ký tự đảo chiều chữ ${f["character"]}, người xem có thể đọc ra chữ khác`,
  "invisible-character": (f) => `Có ký tự không nhìn thấy ${f["character"]}, xóa đi rồi gõ lại chỗ đó`,
  "broken-character": (f) => `Có ký tự hỏng ${f["character"]}, gõ lại chỗ đó`,
  "line-break": () => "Chỗ này chỉ có một dòng, bỏ dấu xuống dòng",
  "url-malformed": (f) =>
    `Đường dẫn “${f["address"]}” sai dạng${faultsVi[f["fault"] ?? ""] ? `: ${faultsVi[f["fault"] ?? ""]}` : ""}`,
  "url-spaces": (f) => `Đường dẫn “${f["address"]}” có dấu cách`,
  "url-long": (f) => `Đường dẫn ${f["chars"]} ký tự, người xem không gõ kịp`,
  "domain-near-miss": (f) =>
    `Tên miền ${f["domain"]} gần giống ${f["registered"]} của ${f["source"]}, có thể bị giả mạo hoặc gõ nhầm`,
  "address-near-miss": (f) => `Địa chỉ ${f["address"]} gần giống ${f["registered"]} của ${f["source"]}`,
  "known-slip": (f) => `“${f["found"]}” có thể là “${f["suggestion"]}”`,
  "doubled-word": (f) => `Lặp từ “${f["word"]}”`,
  "mixed-scripts": (f) => `“${f["word"]}” trộn chữ của hai bảng chữ cái`,
  "slot-overflow": (f) => `${f["chars"]} ký tự, chỗ này vẽ được nhiều nhất ${f["most"]}: rút ngắn lại`,
  "line-too-long": (f) => `Dòng ${f["chars"]} ký tự, chỗ này vừa ${f["most"]}`,
  "too-many-lines": (f) => `Cần ${f["needs"]} dòng, chỗ này có ${f["lines"]}`,
  "english-too-long": () => "Tiếng Anh dài quá chỗ của nó",
  "billboard-words": (f) => `Ngoài trời: ${f["words"]} từ, người đi xe đọc nhiều nhất ${f["most"]}`,
  "lap-too-long": (f) => `Một vòng chạy chữ ${f["seconds"]} giây, người đi ngang không đọc hết`,
  "dwell-too-short": (f) =>
    `${f["chars"]} ký tự: ${readersVi[f["reading"] ?? ""] ?? ""} không kịp đọc trong ${f["seconds"]} giây (vừa ${f["most"]})`,
  "all-caps": () => "Viết hoa toàn bộ chỉ dành cho tin khẩn",
  "exclamation-marks": () => "Nhiều dấu chấm than dễ gây hoang mang",
  "negation-missing": () => "Câu cấm cần có chữ “không”, “hạn chế” hay “tránh” ngay trong câu chính",
  "figure-undated": () => "Con số chưa có ngày của nguồn",
  "source-undated": () => "Chưa ghi ngày của nguồn",
  "source-name-differs": (f) => `Tên nguồn khác tên đã đăng ký “${f["registered"]}”`,
  "mixed-names": (f) => `Một bệnh được gọi bằng nhiều tên: ${f["names"]}`,
  "legacy-encoding": (f) => `Chữ có vẻ dán từ bảng mã cũ ${f["encoding"]}, dán lại từ Unicode`,
};

const en: Sentences = {
  "title-missing": () => "It has no name yet",
  "source-missing": () => "No source is chosen",
  "source-unknown": () => "This source is not registered",
  "form-missing": () => "There is no form yet: add a text panel, a picture or a running line",
  "slot-empty": () => "This field is empty",
  "renditions-missing": () => "The picture has not been cut for the screens yet",
  "control-character": (f) => `There is a control character ${f["character"]}; delete it and type that place again`,
  "bidi-control": (f) => `There is a direction mark ${f["character"]}; people may read something else`,
  "invisible-character": (f) =>
    `There is an invisible character ${f["character"]}; delete it and type that place again`,
  "broken-character": (f) => `There is a broken character ${f["character"]}; type that place again`,
  "line-break": () => "This is one line; take the line break out",
  "url-malformed": (f) =>
    `The address “${f["address"]}” is malformed${faultsEn[f["fault"] ?? ""] ? `: ${faultsEn[f["fault"] ?? ""]}` : ""}`,
  "url-spaces": (f) => `The address “${f["address"]}” has a space in it`,
  "url-long": (f) => `The address has ${f["chars"]} characters; nobody types it in time`,
  "domain-near-miss": (f) =>
    `The domain ${f["domain"]} is almost ${f["registered"]} of ${f["source"]}: a slip or a forgery`,
  "address-near-miss": (f) => `The address ${f["address"]} is almost ${f["registered"]} of ${f["source"]}`,
  "known-slip": (f) => `“${f["found"]}” may be “${f["suggestion"]}”`,
  "doubled-word": (f) => `“${f["word"]}” stands twice`,
  "mixed-scripts": (f) => `“${f["word"]}” mixes letters of two alphabets`,
  "slot-overflow": (f) => `${f["chars"]} characters; at most ${f["most"]} can be drawn here: shorten it`,
  "line-too-long": (f) => `The line has ${f["chars"]} characters; ${f["most"]} fit`,
  "too-many-lines": (f) => `It needs ${f["needs"]} lines; there are ${f["lines"]}`,
  "english-too-long": () => "The English is longer than its place",
  "billboard-words": (f) => `Outdoors: ${f["words"]} words; people in traffic read ${f["most"]} at most`,
  "lap-too-long": (f) => `One lap takes ${f["seconds"]} seconds; nobody walking by sees it whole`,
  "dwell-too-short": (f) =>
    `${f["chars"]} characters: ${readersEn[f["reading"] ?? ""] ?? ""} cannot read them in ${f["seconds"]} seconds (${f["most"]} fit)`,
  "all-caps": () => "All capitals are for emergencies",
  "exclamation-marks": () => "Rows of exclamation marks stir alarm",
  "negation-missing": () => "A prohibition needs its “không”, “hạn chế” or “tránh” in the headline itself",
  "figure-undated": () => "The figure has no date of its source",
  "source-undated": () => "The source has no date",
  "source-name-differs": (f) => `The source's name differs from the registered “${f["registered"]}”`,
  "mixed-names": (f) => `One disease has several names here: ${f["names"]}`,
  "legacy-encoding": (f) => `The text seems pasted from an old encoding (${f["encoding"]}); paste it again as Unicode`,
};

/** One sentence for each thing that the check can find. */
export const findingWords = inBoth(vi, en);

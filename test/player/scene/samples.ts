import type { MessageContent } from "../../../content/editorial/message.ts";
import type { Panel } from "../../../content/editorial/panel.ts";
import { canvasPresets, type Canvas } from "../../../content/network/canvas.ts";
import type { SafeCard } from "../../../content/trust/manifest.ts";
import type { Exercise, StageItem, Takeover, TickerItem } from "../../../player/scene/stage-item.ts";

/** The texts of the letters and of look/screens.md, as messages that a scene can draw. */

const health = { id: "bo-y-te", name: "Bộ Y tế" };
const canTho = { name: "Sở Thông tin và Truyền thông TP. Cần Thơ", short: "Sở Y tế Cần Thơ" };
const quangNinh = { name: "Sở Thông tin và Truyền thông Quảng Ninh", short: "Sở TT&TT Quảng Ninh" };

function message(panel: Panel | undefined, rest: Partial<MessageContent> = {}): MessageContent {
  return {
    title: "",
    source: health,
    sourceDate: "2020-02-07",
    agency: canTho,
    kept: [],
    ...rest,
    forms: { ...(panel ? { panel } : {}), ...rest.forms },
  };
}

export const messages = {
  rule: message({
    template: "rule",
    manner: "do",
    tag: { vi: "Nên làm" },
    sign: "wash-hands",
    headline: { vi: "Rửa tay\nthường xuyên\nbằng xà phòng" },
    sub: { vi: "Trước khi ăn · sau khi ho, hắt hơi · khi về nhà" },
    short: { headline: "Rửa tay\nxà phòng", condition: "khi về nhà" },
  }),
  "rule-dont": message({
    template: "rule",
    manner: "dont",
    tag: { vi: "Tránh" },
    sign: "crowd",
    headline: { vi: "Hạn chế đến\nnơi đông người" },
    sub: { vi: "Đứng cách người khác ít nhất hai mét" },
    short: { headline: "Hạn chế\nđến nơi", condition: "đông người" },
  }),
  "rule-bilingual": message({
    template: "rule",
    manner: "do",
    tag: { vi: "Nên làm" },
    sign: "mask",
    headline: { vi: "Đeo khẩu trang\nnơi đông người", en: "Wear a face mask\nin crowded places" },
    short: { headline: "Đeo\nkhẩu trang", condition: "nơi đông người" },
  }),
  "rule-portrait": message({
    template: "rule",
    manner: "do",
    tag: { vi: "Nên làm" },
    sign: "wash-hands",
    headline: { vi: "Rửa tay\nthường xuyên\nbằng xà phòng", en: "Wash your hands often\nwith soap" },
  }),
  "rule-pair": message({
    template: "rule-pair",
    do: { tag: { vi: "Nên làm" }, headline: { vi: "Rửa tay\nbằng xà phòng" }, sign: "wash-hands" },
    dont: { tag: { vi: "Tránh" }, headline: { vi: "Hạn chế đến\nnơi đông người" }, sign: "crowd" },
  }),
  "rule-pair-bilingual": message({
    template: "rule-pair",
    do: {
      tag: { vi: "Nên làm", en: "Do" },
      headline: { vi: "Rửa tay\nbằng xà phòng", en: "Wash your hands with soap" },
      sign: "wash-hands",
    },
    dont: {
      tag: { vi: "Tránh", en: "Avoid" },
      headline: { vi: "Hạn chế đến\nnơi đông người", en: "Stay away from crowds" },
      sign: "crowd",
    },
  }),
  figure: message(
    {
      template: "figure",
      label: { vi: "Số ca mắc tại Việt Nam" },
      number: "13",
      asOf: "15:30, 07/02/2020",
      rows: [
        { number: "3", caption: { vi: "người đã khỏi,\nđược ra viện" } },
        { number: "0", caption: { vi: "ca mắc tại\nTP. Cần Thơ" } },
      ],
    },
    { source: { id: "bo-y-te", name: "Bộ Y tế · số liệu mẫu" } },
  ),
  "figure-bilingual": message({
    template: "figure",
    label: { vi: "Số ca mắc tại Việt Nam", en: "Cases in Viet Nam" },
    number: "12.345",
    asOf: "15:30, 07/02/2020",
    rows: [
      { number: "10.020", caption: { vi: "người đã khỏi", en: "recovered" } },
      { number: "345", caption: { vi: "ca mắc tại\nTP. Cần Thơ", en: "cases in Can Tho" } },
    ],
  }),
  hotline: message(
    {
      template: "hotline",
      label: { vi: "Đường dây nóng phòng, chống dịch" },
      owner: "Bộ Y tế",
      number: "1900 9095",
      badge: { vi: "Miễn phí cước gọi" },
      second: { label: { vi: "Sở Y tế TP. Cần Thơ" }, number: "0966 711 818" },
    },
    { source: { id: "", name: "Công văn 164/STTTT-TTBCXB" } },
  ),
  "hotline-long": message({
    template: "hotline",
    label: { vi: "Đường dây nóng Sở Y tế", en: "Health department hotline" },
    owner: "Sở Y tế TP. Cần Thơ",
    number: "0966 711 818",
    badge: { vi: "Miễn phí", en: "Free" },
    second: { label: { vi: "Bộ Y tế", en: "Ministry of Health" }, number: "1900 9095" },
  }),
  channel: message(
    {
      template: "channel",
      tag: { vi: "Kênh chính thống" },
      name: { vi: "Kiểm soát bệnh tật\ntỉnh Quảng Ninh" },
      address: "https://www.facebook.com/kiemsoatbenhtat.quangninh/",
      owner: { vi: "Đơn vị chủ quản: Trung tâm Kiểm soát bệnh tật tỉnh Quảng Ninh" },
    },
    { agency: quangNinh, source: { id: "", name: "Công văn 1341/STTTT-TTBCXB" }, sourceDate: "2020-07-31" },
  ),
  "channel-bilingual": message(
    {
      template: "channel",
      tag: { vi: "Kênh chính thống", en: "Official channel" },
      name: { vi: "Khai báo y tế\nNCOVI", en: "Health declaration app" },
      address: "https://play.google.com/store/apps/details?id=com.vnptit.innovation.ncovi&hl=en",
      owner: { vi: "Đơn vị chủ quản: Bộ Y tế", en: "By the Ministry of Health" },
    },
    { agency: quangNinh },
  ),
  notice: message(
    {
      template: "notice",
      tag: { vi: "Thông báo tại quầy" },
      headline: { vi: "Tạm dừng nhận gửi\nra nước ngoài" },
      date: { label: { vi: "Áp dụng từ ngày" }, date: "01/02/2020" },
      items: [
        { text: { vi: "Khẩu trang\ny tế" }, sign: "mask" },
        { text: { vi: "Nước\nsát trùng" }, sign: "sanitiser" },
        { text: { vi: "Găng tay\ny tế" }, sign: "gloves" },
      ],
    },
    {
      agency: { name: "Bưu điện tỉnh Gia Lai", short: "Sở TT&TT Gia Lai" },
      source: { id: "", name: "Sở Thông tin và Truyền thông Gia Lai" },
      sourceDate: "2020-02-04",
    },
  ),
  "notice-bilingual": message({
    template: "notice",
    tag: { vi: "Thông báo tại quầy", en: "At the counter" },
    headline: { vi: "Tạm dừng nhận gửi\nra nước ngoài", en: "Not accepted for sending abroad" },
    date: { label: { vi: "Áp dụng từ ngày", en: "From" }, date: "01/02/2020" },
    items: [
      { text: { vi: "Khẩu trang\ny tế", en: "Face masks" }, sign: "mask" },
      { text: { vi: "Nước\nsát trùng", en: "Sanitiser" }, sign: "sanitiser" },
      { text: { vi: "Găng tay\ny tế", en: "Gloves" }, sign: "gloves" },
    ],
  }),
  rebuttal: message(
    {
      template: "rebuttal",
      truth: { vi: "Email giả mạo.\nTệp đính kèm\ncài mã độc." },
      action: { vi: "Không mở. Kiểm tra địa chỉ nguồn gửi." },
      claim: { vi: "Email “thông báo chính thức” của tổ chức y tế, kèm tệp hướng dẫn cách phòng dịch" },
    },
    { agency: quangNinh, source: { id: "", name: "Công văn 137/STTTT-TT" }, sourceDate: "2020-02-06" },
  ),
  "rebuttal-bilingual": message({
    template: "rebuttal",
    truth: { vi: "Email giả mạo.\nTệp cài mã độc.", en: "The e-mail is forged.\nIts file is malware." },
    action: { vi: "Không mở. Kiểm tra địa chỉ nguồn gửi.", en: "Do not open it. Check the sender." },
    claim: {
      vi: "Email “thông báo chính thức” của tổ chức y tế, kèm tệp hướng dẫn cách phòng dịch",
      en: "An “official” e-mail with a file on how to stay safe",
    },
  }),
  urgent: message(
    {
      template: "urgent",
      headline: { vi: "Có sốt, ho, khó thở:\nbáo ngay nhân viên y tế" },
      action: { vi: "Đứng tại chỗ, đeo khẩu trang, chờ hướng dẫn." },
      number: { number: "1900 9095", label: { vi: "Miễn phí" } },
      place: { vi: "Cảng Hàng không Quốc tế Cần Thơ" },
      short: { headline: "Sốt, ho, khó thở" },
    },
    { agency: { name: "Sở Y tế TP. Cần Thơ", short: "Sở Y tế TP. Cần Thơ" } },
  ),
  /** Capitals with two marks, every slot at its limit: nothing of it may be cut. */
  "urgent-marks": message({
    template: "urgent",
    headline: { vi: "CỔNG ẨN ỄNG ỮNG ẬP LŨ:\nRỜI NGAY ĐẾN CHỖ CAO" },
    action: { vi: "SỬA SOẠN GIẤY TỜ, THUỐC MEN, NƯỚC UỐNG, ĐÈN PIN..." },
    number: { number: "0966 711 818", label: { vi: "Gọi ngay, miễn phí" } },
    place: { vi: "PHƯỜNG ỄN ẨN, QUẬN NINH KIỀU, CẦN TH" },
    short: { headline: "RỜI NGAY CHỖ THẤP" },
  }),
  "urgent-bilingual": message({
    template: "urgent",
    headline: {
      vi: "Có sốt, ho, khó thở:\nbáo ngay nhân viên y tế",
      en: "Fever, cough, short breath:\ntell the staff now",
    },
    action: { vi: "Đứng tại chỗ, đeo khẩu trang, chờ hướng dẫn.", en: "Stay where you are, put on a mask and wait." },
    number: { number: "1900 9095", label: { vi: "Miễn phí", en: "Free" } },
    place: { vi: "Cảng Hàng không Quốc tế Cần Thơ", en: "Can Tho International Airport" },
  }),
  "urgent-bare": message({ template: "urgent", headline: { vi: "Nước lũ đang lên:\nrời ngay vùng thấp" } }),
  banner: message(undefined, {
    forms: {
      banner: {
        picture: "0".repeat(64),
        focal: { x: 0.5, y: 0.5 },
        alt: { vi: "Thông điệp 5K: khẩu trang, khử khuẩn, khoảng cách, không tụ tập, khai báo y tế" },
        renditions: [],
      },
    },
  }),
} satisfies Record<string, MessageContent>;
export type SampleName = keyof typeof messages;
const names = Object.keys(messages) as SampleName[];
/** What plays by the programme; takeovers have a scene of their own. */
export const sampleNames = names.filter((name) => !name.startsWith("urgent"));

/** Letter D's crawl, character for character: 196 of them, "ý tế" kept. */
export const letterD =
  "đề nghị người dân tải ứng dụng Khai báo ý tế phòng dịch NCOVI tại địa chỉ: https://play.google.com/store/apps/details?id=com.vnptit.innovation.ncovi&hl=en để được hỗ trợ nhanh nhất từ cơ quan y tế";

export const boardTicker =
  "Người dân hạn chế đến nơi đông người, tránh nguy cơ lây, nhiễm; chủ động khai báo y tế và gọi đường dây nóng 1900 9095 khi có dấu hiệu sốt, ho, khó thở.";

export function stageItem(name: SampleName, more: Partial<StageItem> = {}): StageItem {
  const content: MessageContent = messages[name];
  const form = content.forms.panel ? "panel" : "banner";
  return { key: `${name}-1`, content, digest: digestOfName(name), form, ...more };
}

export const takeover: Takeover = { number: 41, until: "15:05, 07/02/2020" };
export const exercise: Exercise = {
  code: "DT-0003",
  until: "15:05, 07/02/2020",
  scenario: "Kịch bản diễn tập số 3 · 07/02/2020",
};

export function urgentItem(name: SampleName = "urgent", more: Partial<StageItem> = {}): StageItem {
  return stageItem(name, { key: `${name}-takeover`, takeover, ...more });
}

export function exerciseItem(name: SampleName = "urgent"): StageItem {
  return stageItem(name, { key: `${name}-exercise`, exercise });
}

export const urgentLine = "có sốt, ho, khó thở, báo ngay cơ quan y tế, gọi 1900 9095 (miễn phí).";

export function tickerItem(text: string, more: Partial<TickerItem> = {}, agency = canTho): TickerItem {
  const content = message(undefined, { agency, forms: { ticker: { text: { vi: text } } } });
  return { key: `ticker-${text.length}`, content, from: 0, until: 60_000, elapsed: 0, ...more };
}

/** Any 64 hex digits do for a name; the same sample has the same digest. */
function digestOfName(name: string): string {
  let hash = 7;
  let hex = "";
  for (let i = 0; i < 64; i++) {
    hash = (hash * 31 + name.charCodeAt(i % name.length) + i) % 65_521;
    hex += (hash % 16).toString(16);
  }
  return hex;
}

export const safeCard: SafeCard = {
  agency: "Sở Y tế TP. Cần Thơ",
  label: "Đường dây nóng phòng, chống dịch · Bộ Y tế",
  number: "1900 9095",
};

export function preset(id: string): Canvas {
  const canvas = canvasPresets.find((one) => one.id === id);
  if (!canvas) throw new Error(`no canvas ${id}`);
  return canvas;
}

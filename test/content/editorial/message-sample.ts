import type { MessageContent } from "../../../content/editorial/message.ts";
import type { RulePanel } from "../../../content/editorial/panel.ts";
import type { Source } from "../../../content/editorial/source.ts";
import type * as z from "zod/mini";

export const sources: readonly Source[] = [
  {
    id: "ban-chi-dao-quoc-gia",
    name: "Ban Chỉ đạo Quốc gia",
    kind: "national",
    domains: ["ncov.moh.gov.vn"],
    channels: [
      {
        name: "Thông tin Chính phủ",
        url: "https://www.facebook.com/thongtinchinhphu/",
        owner: "Văn phòng Chính phủ",
      },
      {
        name: "NCOVI",
        url: "https://play.google.com/store/apps/details?id=com.vnptit.innovation.ncovi",
        owner: "Bộ Y tế",
      },
    ],
  },
  {
    id: "quang-ninh",
    name: "Tỉnh Quảng Ninh",
    kind: "province",
    domains: ["quangninh.gov.vn"],
    channels: [],
  },
];

const rule: z.infer<typeof RulePanel> = {
  template: "rule",
  manner: "do",
  tag: { vi: "Nên làm" },
  sign: "wash-hands",
  headline: { vi: "Rửa tay\nthường xuyên\nbằng xà phòng" },
};

/** A message without a fault; each test spoils one thing. */
export function sample(changes: Partial<MessageContent> = {}): MessageContent {
  return {
    title: "Rửa tay",
    source: { id: "ban-chi-dao-quoc-gia", name: "Ban Chỉ đạo Quốc gia" },
    sourceDate: "2020-02-07",
    agency: { name: "Sở Thông tin và Truyền thông TP. Cần Thơ", short: "Sở TT&TT Cần Thơ" },
    forms: { panel: rule },
    kept: [],
    ...changes,
  };
}

export function ticker(vi: string): MessageContent {
  return sample({ forms: { ticker: { text: { vi } } } });
}

export function rulePanel(changes: Partial<z.infer<typeof RulePanel>>): MessageContent {
  return sample({ forms: { panel: { ...rule, ...changes } } });
}

/** The crawl of letter 337/STTTT-CNTT: the words between its brackets, its line break before the address as one space. */
export const letterD =
  "đề nghị người dân tải ứng dụng Khai báo ý tế phòng dịch NCOVI tại địa chỉ: " +
  "https://play.google.com/store/apps/details?id=com.vnptit.innovation.ncovi&hl=en " +
  "để được hỗ trợ nhanh nhất từ cơ quan y tế";

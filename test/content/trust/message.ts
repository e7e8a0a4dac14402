import type { MessageContent } from "../../../content/editorial/message.ts";
import { sealRevision, type Revision } from "../../../content/editorial/revision.ts";

/** A message in every form, so that every kind of field can be changed by one character. */
export const content: MessageContent = {
  title: "Đường dây nóng",
  source: { id: "byt", name: "Bộ Y tế" },
  sourceDate: "2020-03-11",
  directive: { id: "van-ban-d", number: "337/STTTT-CNTT" },
  agency: { name: "Sở Thông tin và Truyền thông", short: "Sở TT&TT" },
  forms: {
    panel: {
      template: "channel",
      tag: { vi: "Kênh chính thức" },
      name: { vi: "Cổng thông tin Bộ Y tế", en: "Ministry of Health" },
      address: "https://moh.gov.vn/",
      owner: { vi: "Bộ Y tế" },
    },
    banner: {
      picture: "a".repeat(64),
      focal: { x: 0.5, y: 0.25 },
      alt: { vi: "Người rửa tay" },
      renditions: [{ width: 1920, height: 1080, sha256: "b".repeat(64), bytes: 1000, type: "image/webp" }],
    },
    ticker: { text: { vi: "Gọi 1900 9095 khi có dấu hiệu bệnh" } },
  },
  kept: [{ code: "known-slip", where: "forms.ticker.text.vi", excerpt: "ý tế", reason: "theo văn bản 337" }],
};

export const words: MessageContent = {
  ...content,
  forms: { ticker: content.forms.ticker, ...(content.forms.panel ? { panel: content.forms.panel } : {}) },
};

export const revision: Revision = sealRevision(content);
export const wordsOnly: Revision = sealRevision(words);

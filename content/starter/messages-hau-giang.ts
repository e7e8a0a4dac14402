import { ncoviLink } from "./directory.ts";
import { agencies, type StarterMessage } from "./starter-message.ts";

const letterD = {
  source: { id: "ban-chi-dao-quoc-gia", name: "Ban Chỉ đạo Quốc gia" },
  sourceDate: "2020-03-11",
  directive: { id: "van-ban-d", number: "337/STTTT-CNTT" },
  agency: agencies.hauGiang,
};
const asInTheLetter = "theo văn bản 337/STTTT-CNTT";

/** What letter D asks cable television to run, and the same call for screens. */
export const hauGiangMessages: readonly StarterMessage[] = [
  {
    // Letter D §3, the words between its brackets: 196 characters, "ý tế" included. Not a character may change;
    // the letter's line break before the address is one space.
    id: "chay-chu-ncovi",
    content: {
      title: "Chạy chữ: tải ứng dụng NCOVI",
      ...letterD,
      forms: {
        ticker: {
          text: {
            vi: `đề nghị người dân tải ứng dụng Khai báo ý tế phòng dịch NCOVI tại địa chỉ: ${ncoviLink} để được hỗ trợ nhanh nhất từ cơ quan y tế`,
          },
        },
      },
      kept: [
        { code: "known-slip", where: "forms.ticker.text.vi", excerpt: "ý tế", reason: asInTheLetter },
        { code: "url-long", where: "forms.ticker.text.vi", excerpt: ncoviLink, reason: asInTheLetter },
      ],
    },
  },
  {
    // The QR that the check offers for the long link. Link and purpose are letter D's; name and tag are condensed by us,
    // and "y tế" is spelled right because these words are ours.
    id: "ma-qr-ncovi",
    content: {
      title: "Mã QR: tải ứng dụng NCOVI",
      ...letterD,
      forms: {
        panel: {
          template: "channel",
          tag: { vi: "Quét mã để tải" },
          name: { vi: "Ứng dụng NCOVI\nkhai báo y tế" },
          address: ncoviLink,
          owner: { vi: "Để được hỗ trợ nhanh nhất từ cơ quan y tế" },
        },
      },
      kept: [{ code: "too-many-lines", where: "forms.panel.address", excerpt: "", reason: asInTheLetter }],
    },
  },
  {
    // Our own drawing; the call is letter D's, condensed.
    id: "tranh-ncovi",
    content: {
      title: "Tranh cổ động: tải ứng dụng NCOVI",
      ...letterD,
      forms: {},
      kept: [],
    },
    picture: {
      file: "ncovi.png",
      alt: {
        vi: "Tải ứng dụng NCOVI:\nkhai báo y tế, được hỗ trợ nhanh",
        en: "Get the NCOVI app:\ndeclare your health, be helped sooner",
      },
      focal: { x: 0.5, y: 0.5 },
    },
  },
];

import { agencies, type StarterMessage } from "./starter-message.ts";

const letterC = {
  source: { id: "so-tttt-can-tho", name: "Công văn 164/STTTT-TTBCXB" },
  sourceDate: "2020-02-07",
  directive: { id: "van-ban-c", number: "164/STTTT-TTBCXB" },
  agency: agencies.canTho,
};

/** What letter C asks the city's screens, counters and airport to say. */
export const canThoMessages: readonly StarterMessage[] = [
  {
    // Both numbers and the free call are letter C §5. Label and running line are condensed by us.
    id: "duong-day-nong",
    content: {
      title: "Đường dây nóng 1900 9095 (Việt – Anh)",
      ...letterC,
      forms: {
        panel: {
          template: "hotline",
          label: { vi: "Đường dây nóng phòng, chống dịch", en: "Epidemic hotline" },
          owner: "Bộ Y tế",
          number: "1900 9095",
          badge: { vi: "Miễn phí cước gọi", en: "Free call" },
          second: { label: { vi: "Sở Y tế TP. Cần Thơ" }, number: "0966 711 818" },
        },
        ticker: {
          text: {
            vi: "Đường dây nóng phòng, chống dịch: 1900 9095, miễn phí cước gọi. Sở Y tế TP. Cần Thơ: 0966 711 818.",
          },
        },
      },
      kept: [],
    },
  },
  {
    // A sample: letter C §2 asks for figures from the health department and prints none. The source line says so.
    id: "so-lieu-mau",
    content: {
      title: "Số ca mắc (số liệu mẫu)",
      source: { id: "bo-y-te", name: "Bộ Y tế (số liệu mẫu)" },
      sourceDate: "2020-02-07",
      agency: agencies.canTho,
      forms: {
        panel: {
          template: "figure",
          label: { vi: "Số ca mắc tại Việt Nam" },
          number: "13",
          asOf: "15:30, 07/02/2020",
          rows: [
            { number: "3", caption: { vi: "người đã khỏi,\nđược ra viện" } },
            { number: "0", caption: { vi: "ca mắc tại\nTP. Cần Thơ" } },
          ],
        },
      },
      kept: [],
    },
  },
  {
    // Address and purpose are letter C §3 and §4; name, tag and running line are condensed by us.
    id: "dich-vu-cong",
    content: {
      title: "Làm thủ tục trên Cổng dịch vụ công",
      ...letterC,
      forms: {
        panel: {
          template: "channel",
          tag: { vi: "Làm thủ tục tại nhà" },
          name: { vi: "Cổng dịch vụ công\ntrực tuyến" },
          address: "https://dichvucong.cantho.gov.vn",
          owner: { vi: "Giải quyết thủ tục hành chính trên mạng, hạn chế đến nơi đông người" },
        },
        ticker: {
          text: {
            vi: "Làm thủ tục hành chính trực tuyến tại dichvucong.cantho.gov.vn để hạn chế đến nơi đông người.",
          },
        },
      },
      kept: [],
    },
  },
  {
    // Letter C, second §5 (bưu chính): "tạm ngừng chấp nhận vận chuyển, chuyên phát ra nước ngoài …: khẩu trang y tế,
    // nước sát trùng, găng tay y tế". Condensed by us. The letter sets no first day, so its own date stands there.
    id: "tam-ngung-nhan-gui",
    content: {
      title: "Tạm ngừng nhận gửi vật tư y tế ra nước ngoài (Cần Thơ)",
      ...letterC,
      forms: {
        panel: {
          template: "notice",
          tag: { vi: "Thông báo bưu chính" },
          headline: { vi: "Tạm ngừng nhận gửi\nra nước ngoài" },
          date: { label: { vi: "Văn bản ngày" }, date: "07/02/2020" },
          items: [
            { text: { vi: "Khẩu trang\ny tế" }, sign: "mask" },
            { text: { vi: "Nước\nsát trùng" }, sign: "sanitiser" },
            { text: { vi: "Găng tay\ny tế" }, sign: "gloves" },
          ],
        },
      },
      kept: [],
    },
  },
  {
    // Name and owner are letter B's; the address is the whole one, where the letter's is cut off (`thongtinchinhp`).
    id: "thong-tin-chinh-phu",
    content: {
      title: "Trang chính thống: Thông tin Chính phủ",
      source: { id: "ban-chi-dao-quoc-gia", name: "Công văn 1341/STTTT-TTBCXB" },
      sourceDate: "2020-07-31",
      directive: { id: "van-ban-b", number: "1341/STTTT-TTBCXB" },
      agency: agencies.canTho,
      forms: {
        panel: {
          template: "channel",
          tag: { vi: "Kênh chính thống", en: "Official" },
          name: { vi: "Thông tin\nChính phủ" },
          address: "https://www.facebook.com/thongtinchinhphu/",
          owner: { vi: "Đơn vị chủ quản: Văn phòng Chính phủ" },
        },
      },
      kept: [],
    },
  },
];

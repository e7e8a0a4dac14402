import { agencies, type StarterMessage } from "./starter-message.ts";

const letterB = {
  source: { id: "so-tttt-quang-ninh", name: "Công văn 1341/STTTT-TTBCXB" },
  sourceDate: "2020-07-31",
  directive: { id: "van-ban-b", number: "1341/STTTT-TTBCXB" },
  agency: agencies.quangNinh,
};

/** Quảng Ninh (letters A and B) and Gia Lai (letter E). */
export const elsewhereMessages: readonly StarterMessage[] = [
  {
    // Name, address and owner as letter B prints them.
    id: "kiem-soat-benh-tat",
    content: {
      title: "Trang chính thống: Kiểm soát bệnh tật tỉnh Quảng Ninh",
      ...letterB,
      forms: {
        panel: {
          template: "channel",
          tag: { vi: "Kênh chính thống" },
          name: { vi: "Kiểm soát bệnh tật\ntỉnh Quảng Ninh" },
          address: "https://www.facebook.com/kiemsoatbenhtat.quangninh/",
          owner: { vi: "Đơn vị chủ quản: Trung tâm kiểm soát bệnh tật tỉnh Quảng Ninh" },
        },
        // Condensed by us from letter B's "đăng, chia sẻ thông tin sai sự thật … cung cấp thông tin đến các cơ quan chức năng".
        ticker: {
          text: {
            vi: "Chỉ chia sẻ thông tin từ kênh chính thống. Phát hiện thông tin sai sự thật, báo ngay cơ quan chức năng.",
          },
        },
      },
      kept: [],
    },
  },
  {
    // Name, address and owner as letter B prints them.
    id: "tin-tuc-quang-ninh",
    content: {
      title: "Trang chính thống: QMG – Tin tức Quảng Ninh 24/7",
      ...letterB,
      forms: {
        panel: {
          template: "channel",
          tag: { vi: "Kênh chính thống" },
          name: { vi: "QMG – Tin tức\nQuảng Ninh 24/7" },
          address: "https://www.facebook.com/truyenthongquangninh/",
          owner: { vi: "Đơn vị chủ quản: Trung tâm Truyền thông tỉnh Quảng Ninh" },
        },
      },
      kept: [],
    },
  },
  {
    // Condensed by us from letter A §3; the letter warns of mail that attaches malware, and cites 137/STTTT-TT on the same.
    id: "email-gia-mao",
    content: {
      title: "Đính chính: email giả mạo thông báo y tế",
      source: { id: "so-tttt-quang-ninh", name: "Công văn 137/STTTT-TT" },
      sourceDate: "2020-02-06",
      directive: { id: "cong-van-137", number: "137/STTTT-TT" },
      agency: agencies.quangNinh,
      forms: {
        panel: {
          template: "rebuttal",
          truth: { vi: "Email giả mạo.\nTệp đính kèm\ncài mã độc." },
          action: { vi: "Không mở. Kiểm tra địa chỉ nguồn gửi." },
          claim: { vi: "Email “thông báo chính thức” của tổ chức y tế, kèm tệp hướng dẫn cách phòng dịch" },
        },
        ticker: {
          text: {
            vi: "Kiểm tra địa chỉ nguồn gửi, không mở đường dẫn kèm theo email nếu không phải từ tài khoản tin cậy.",
          },
        },
      },
      kept: [],
    },
  },
  {
    // Letter E: goods and first day are its own; the headline is condensed by us.
    id: "tam-dung-nhan-gui",
    content: {
      title: "Tạm dừng nhận gửi vật tư y tế ra nước ngoài (Gia Lai)",
      source: { id: "so-tttt-gia-lai", name: "Sở Thông tin và Truyền thông Gia Lai" },
      sourceDate: "2020-02-04",
      directive: { id: "van-ban-e", number: "" },
      agency: agencies.giaLai,
      forms: {
        panel: {
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
        ticker: {
          text: {
            vi: "Từ ngày 01/02/2020 tạm dừng nhận gửi ra nước ngoài: khẩu trang y tế, nước sát trùng, găng tay y tế.",
          },
        },
      },
      kept: [],
    },
  },
];

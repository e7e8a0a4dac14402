import type { Contact } from "../editorial/contact.ts";
import type { Directive } from "../editorial/directive.ts";
import type { Source } from "../editorial/source.ts";
import type { Area } from "../network/area.ts";
import type { Venue } from "../network/venue.ts";

/** Who speaks on the demo's screens when nothing else is said, and the number on its safe card (letter C §5). */
export const settings = {
  agency: { name: "Sở Thông tin và Truyền thông TP. Cần Thơ", short: "Sở TT&TT Cần Thơ" },
  hotline: { label: "Đường dây nóng phòng, chống dịch", number: "1900 9095" },
};

/** The link that letter D prints for the NCOVI app; every part of the pack takes it from here. */
export const ncoviLink = "https://play.google.com/store/apps/details?id=com.vnptit.innovation.ncovi&hl=en";

export const sources: readonly Source[] = [
  {
    id: "ban-chi-dao-quoc-gia",
    name: "Ban Chỉ đạo Quốc gia",
    kind: "national",
    domains: ["chinhphu.vn"],
    channels: [
      // Letter B prints `thongtinchinhp`, cut off. The check names this address when the cut one is pasted.
      {
        name: "Thông tin Chính phủ",
        url: "https://www.facebook.com/thongtinchinhphu/",
        owner: "Văn phòng Chính phủ",
      },
      { name: "Ứng dụng NCOVI", url: ncoviLink, owner: "Ban Chỉ đạo Quốc gia phòng, chống dịch COVID-19" },
    ],
  },
  { id: "bo-y-te", name: "Bộ Y tế", kind: "health", domains: ["moh.gov.vn"], channels: [] },
  {
    id: "so-tttt-quang-ninh",
    name: "Sở Thông tin và Truyền thông Quảng Ninh",
    kind: "province",
    domains: ["quangninh.gov.vn"],
    channels: [
      // Letter A prints `htttp://`.
      { name: "Trang công chức", url: "http://congchuc.quangninh.gov.vn/", owner: "Tỉnh Quảng Ninh" },
      // Letter B prints this address with spaces, which no browser takes. Here they are written the way a browser would
      // send them; the right address has to come from the page's owner.
      {
        name: "DDCI Quảng Ninh",
        url: "https://www.facebook.com/DDCI%20tinh%20Quang%20Ninh/",
        owner: "Tỉnh Quảng Ninh",
      },
      {
        name: "DDCI Thông tin và Truyền thông",
        url: "https://www.facebook.com/s4tquangninh/",
        owner: "Sở Thông tin và Truyền thông Quảng Ninh",
      },
      {
        name: "QMG – Tin tức Quảng Ninh 24/7",
        url: "https://www.facebook.com/truyenthongquangninh/",
        owner: "Trung tâm Truyền thông tỉnh Quảng Ninh",
      },
      {
        name: "Kiểm soát bệnh tật tỉnh Quảng Ninh",
        url: "https://www.facebook.com/kiemsoatbenhtat.quangninh/",
        owner: "Trung tâm kiểm soát bệnh tật tỉnh Quảng Ninh",
      },
    ],
  },
  {
    id: "so-tttt-can-tho",
    name: "Sở Thông tin và Truyền thông TP. Cần Thơ",
    kind: "province",
    domains: ["cantho.gov.vn"],
    channels: [
      {
        name: "Cổng dịch vụ công trực tuyến",
        url: "https://dichvucong.cantho.gov.vn",
        owner: "Thành phố Cần Thơ",
      },
    ],
  },
  { id: "so-y-te-can-tho", name: "Sở Y tế TP. Cần Thơ", kind: "health", domains: [], channels: [] },
  {
    id: "so-tttt-hau-giang",
    name: "Sở Thông tin và Truyền thông Hậu Giang",
    kind: "province",
    domains: ["haugiang.gov.vn"],
    channels: [],
  },
  {
    id: "so-tttt-gia-lai",
    name: "Sở Thông tin và Truyền thông Gia Lai",
    kind: "province",
    domains: ["gialai.gov.vn"],
    channels: [],
  },
];

/** The five letters as printed, and one that letter A cites. Where one prints no number, date, abstract or signer, that is said beside it. */
export const directives: readonly Directive[] = [
  {
    id: "van-ban-a",
    // No number and no signer in the text; of its date only that it is after the letter of 06/02/2020 which it cites.
    number: "",
    date: "2020-02-06",
    issuer: "UBND thành phố (tỉnh Quảng Ninh)",
    // No V/v either: this sums up its three points.
    abstract:
      "Phổ biến 04 kênh thông tin chính thức về phòng, chống dịch; cài đặt Smart Quảng Ninh; cảnh giác email giả mạo",
    signer: "",
  },
  {
    id: "cong-van-137",
    // Known from letter A, which cites it with number, date and subject; its signer is not named there.
    number: "137/STTTT-TT",
    date: "2020-02-06",
    issuer: "Sở Thông tin và Truyền thông Quảng Ninh",
    abstract:
      "V/v cảnh giác với thông tin về dịch viêm đường hô hấp cấp do chủng mới của virus Corona (nCoV) gửi qua hệ thống thư công vụ",
    signer: "",
  },
  {
    id: "van-ban-b",
    number: "1341/STTTT-TTBCXB",
    date: "2020-07-31",
    issuer: "Sở Thông tin và Truyền thông Quảng Ninh",
    abstract: "V/v cung cấp các trang thông tin chính thống về tình hình dịch COVID-19",
    signer: "Lê Ngọc Hân",
  },
  {
    id: "van-ban-c",
    number: "164/STTTT-TTBCXB",
    date: "2020-02-07",
    issuer: "Sở Thông tin và Truyền thông thành phố Cần Thơ",
    abstract:
      "V/v đẩy mạnh công tác tuyên truyền phòng, chống dịch bệnh viêm phổi hô hấp cấp do virus Corona gây ra và phát hiện, xử lý thông tin sai sự thật về dịch bệnh",
    signer: "Đỗ Hoàng Trung",
  },
  {
    id: "van-ban-d",
    number: "337/STTTT-CNTT",
    date: "2020-03-11",
    issuer: "Sở Thông tin và Truyền thông tỉnh Hậu Giang",
    abstract:
      "V/v tuyên truyền ứng dụng khai báo sức khỏe toàn dân để kiểm soát dịch bệnh COVID-19 trên địa bàn tỉnh Hậu Giang",
    signer: "Phạm Văn Tửu",
  },
  {
    id: "van-ban-e",
    // No number in the text.
    number: "",
    date: "2020-02-04",
    issuer: "Sở Thông tin và Truyền thông tỉnh Gia Lai",
    abstract:
      "V/v đảm bảo an toàn, an ninh thông tin viêm đường hô hấp cấp do chủng mới của vi rút Corona (nCoV) gây ra",
    signer: "Lê Thị Thu Hương",
  },
];

/** Numbers as the letters print them. */
export const contacts: readonly Contact[] = [
  { id: "duong-day-nong", label: "Đường dây nóng phòng, chống dịch", number: "1900 9095", owner: "Bộ Y tế" },
  { id: "so-y-te-can-tho", label: "Sở Y tế TP. Cần Thơ", number: "0966 711 818", owner: "Sở Y tế TP. Cần Thơ" },
  {
    id: "so-tttt-can-tho",
    label: "Nhận báo cáo nhanh trước 15 giờ 30",
    number: "0292.3.811.502",
    owner: "Sở Thông tin và Truyền thông TP. Cần Thơ",
  },
  {
    id: "phong-ttbcxb-can-tho",
    label: "Phòng Thông tin - Báo chí - Xuất bản",
    number: "0292.3.817.768",
    owner: "Sở Thông tin và Truyền thông TP. Cần Thơ",
  },
  {
    id: "giam-doc-gia-lai",
    label: "Giám đốc Sở (Đ/c Nguyễn Ngọc Hùng)",
    number: "0913.421.376",
    owner: "Sở Thông tin và Truyền thông Gia Lai",
  },
  {
    id: "pho-giam-doc-gia-lai",
    label: "Phó Giám đốc Sở (Đ/c Lê Thị Thu Hương)",
    number: "0932.532.789",
    owner: "Sở Thông tin và Truyền thông Gia Lai",
  },
  {
    id: "dau-moi-quang-ninh",
    label: "Đầu mối liên hệ (Đ/c Nguyễn Thanh Trà)",
    number: "0985.653.528",
    owner: "Sở Thông tin và Truyền thông Quảng Ninh",
  },
];

/** Areas as they were in 2020, when the letters were written. */
export const areas: readonly Area[] = [
  { id: "can-tho", name: "Thành phố Cần Thơ", level: "province" },
  { id: "ninh-kieu", name: "Quận Ninh Kiều", level: "district", parent: "can-tho" },
  { id: "tan-an", name: "Phường Tân An", level: "ward", parent: "ninh-kieu" },
  { id: "binh-thuy", name: "Quận Bình Thủy", level: "district", parent: "can-tho" },
  { id: "hau-giang", name: "Tỉnh Hậu Giang", level: "province" },
  { id: "vi-thanh", name: "Thành phố Vị Thanh", level: "district", parent: "hau-giang" },
  { id: "quang-ninh", name: "Tỉnh Quảng Ninh", level: "province" },
  { id: "ha-long", name: "Thành phố Hạ Long", level: "district", parent: "quang-ninh" },
  { id: "gia-lai", name: "Tỉnh Gia Lai", level: "province" },
  { id: "pleiku", name: "Thành phố Pleiku", level: "district", parent: "gia-lai" },
];

const timeZone = "Asia/Ho_Chi_Minh";
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Kinds of places that the letters name. Apart from the airport, the names of single places are invented. */
export const venues: readonly Venue[] = [
  {
    id: "san-bay-can-tho",
    name: "Sân bay Cần Thơ – Ga đến",
    kind: "airport",
    operator: "Cảng Hàng không Quốc tế Cần Thơ",
    area: "binh-thuy",
    address: "Ga đến, Cảng Hàng không Quốc tế Cần Thơ",
    timeZone,
    openingHours: [],
    reading: "queue",
  },
  {
    id: "dai-lo-hoa-binh",
    name: "Đại lộ Hòa Bình",
    kind: "outdoor",
    operator: "Công ty quảng cáo ngoài trời (mẫu)",
    area: "tan-an",
    address: "Đại lộ Hòa Bình, phường Tân An, quận Ninh Kiều",
    timeZone,
    openingHours: [],
    reading: "traffic",
  },
  {
    id: "truyen-hinh-cap-hau-giang",
    name: "Truyền hình cáp Hậu Giang",
    kind: "cable-tv",
    operator: "Doanh nghiệp truyền hình cáp (mẫu)",
    area: "hau-giang",
    address: "Thành phố Vị Thanh, tỉnh Hậu Giang",
    timeZone,
    openingHours: [],
    reading: "queue",
  },
  {
    id: "sieu-thi-ninh-kieu",
    name: "Siêu thị Ninh Kiều (mẫu)",
    kind: "supermarket",
    operator: "Siêu thị Ninh Kiều (mẫu)",
    area: "ninh-kieu",
    address: "Quận Ninh Kiều, thành phố Cần Thơ",
    timeZone,
    openingHours: [{ weekdays: everyDay, from: "08:00", until: "22:00" }],
    reading: "walk",
  },
  {
    id: "buu-dien-ninh-kieu",
    name: "Bưu điện Ninh Kiều – Quầy 1",
    kind: "post-office",
    operator: "Doanh nghiệp bưu chính (mẫu)",
    area: "ninh-kieu",
    address: "Quận Ninh Kiều, thành phố Cần Thơ",
    timeZone,
    openingHours: [{ weekdays: [1, 2, 3, 4, 5, 6], from: "07:30", until: "17:30" }],
    reading: "queue",
  },
  {
    id: "diem-giao-dich-pleiku",
    name: "Điểm giao dịch viễn thông Pleiku",
    kind: "telecom-shop",
    operator: "Doanh nghiệp viễn thông (mẫu)",
    area: "pleiku",
    address: "Thành phố Pleiku, tỉnh Gia Lai",
    timeZone,
    openingHours: [{ weekdays: [1, 2, 3, 4, 5, 6], from: "07:30", until: "17:30" }],
    reading: "queue",
  },
  {
    id: "tru-so-quang-ninh",
    name: "Trụ sở UBND thành phố (Quảng Ninh)",
    kind: "office",
    operator: "UBND thành phố (tỉnh Quảng Ninh)",
    area: "ha-long",
    address: "Tỉnh Quảng Ninh",
    timeZone,
    openingHours: [{ weekdays: [1, 2, 3, 4, 5], from: "07:00", until: "17:30" }],
    reading: "walk",
  },
];

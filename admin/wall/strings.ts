import type { Shape } from "../../content/network/canvas.ts";
import type { VenueKind } from "../../content/network/venue.ts";
import type { Role } from "../../content/wire/roles.ts";
import type { Language } from "../strings/language.ts";

type Words = {
  readonly title: string;
  readonly lead: (screens: number) => string;
  readonly openDesk: string;
  readonly onAir: string;
  readonly running: string;
  readonly loading: string;
  readonly waiting: string;
  readonly downloading: string;
  readonly safeCard: string;
  readonly silent: (since: string | undefined) => string;
  readonly accounts: string;
  readonly accountsNote: string;
  readonly email: string;
  readonly password: string;
  readonly copy: string;
  readonly copied: string;
  readonly selected: string;
  readonly noNetwork: string;
  readonly docs: string;
  readonly otherLanguage: string;
  readonly failed: string;
  readonly retry: string;
  readonly screensHeading: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly kinds: Readonly<Record<VenueKind, string>>;
  readonly shapes: Readonly<Record<Shape, string>>;
};

const vi: Words = {
  title: "Một thông điệp đã duyệt, mọi màn hình công cộng",
  lead: (screens) =>
    `${["Không", "Một", "Hai", "Ba", "Bốn"][screens] ?? screens} màn hình dưới đây đang phát thật. Viết, duyệt và phát tại bàn điều hành, thay đổi hiện ra ở đây ngay.`,
  openDesk: "Mở bàn điều hành",
  onAir: "Đang phát:",
  running: "Dòng chạy:",
  loading: "Đang mở màn hình",
  waiting: "Đang chờ nội dung",
  downloading: "Đang tải nội dung",
  safeCard: "Chưa có nội dung cho lúc này, đang hiện thẻ an toàn",
  silent: (since) =>
    since ? `Không nghe tin từ màn hình này từ ${since}` : "Chưa nghe tin từ màn hình này. Thử tải lại trang.",
  accounts: "Tài khoản để thử",
  accountsNote: "Chỉ có trong bản trình diễn. Máy chủ thật không có sẵn tài khoản hay mật khẩu nào.",
  email: "Thư điện tử",
  password: "Mật khẩu",
  copy: "Chép",
  copied: "Đã chép",
  selected: "Trình duyệt không cho chép, chữ đã được chọn: nhấn Ctrl C",
  noNetwork: "Không cần mạng: mỗi màn hình tự phát tiếp nội dung đã duyệt.",
  docs: "Tài liệu API",
  otherLanguage: "English",
  failed: "Không đọc được danh sách màn hình trình diễn. Máy chủ đã dừng, hoặc không chạy bằng “npm run demo”.",
  retry: "Thử lại",
  screensHeading: "Màn hình đang phát",
  roles: { comms: "Cán bộ truyền thông", approver: "Người duyệt", admin: "Quản trị" },
  kinds: {
    airport: "Sân bay",
    outdoor: "Màn hình ngoài trời",
    rooftop: "Màn hình nóc nhà",
    supermarket: "Siêu thị",
    "post-office": "Bưu điện",
    "telecom-shop": "Điểm giao dịch viễn thông",
    "cable-tv": "Truyền hình cáp",
    office: "Cơ quan",
    hospital: "Bệnh viện",
  },
  shapes: {
    board: "bảng điện tử, thông điệp và dòng chạy",
    billboard: "tối đa 9 từ",
    crawler: "chạy chữ trên nền hình truyền hình",
  },
};

const en: Words = {
  title: "One approved message, every public screen",
  lead: (screens) =>
    `The ${["zero screens", "one screen", "two screens", "three screens", "four screens"][screens] ?? `${screens} screens`} below ${screens === 1 ? "is" : "are"} really playing. Write, approve and publish at the desk: the change appears here at once.`,
  openDesk: "Open the desk",
  onAir: "On air:",
  running: "Running text:",
  loading: "Opening the screen",
  waiting: "Waiting for content",
  downloading: "Downloading content",
  safeCard: "Nothing scheduled for this moment, showing the safe card",
  silent: (since) =>
    since
      ? `Nothing heard from this screen since ${since}`
      : "Nothing heard from this screen yet. Try reloading the page.",
  accounts: "Accounts to try",
  accountsNote: "They exist in this demo only. A real server has no ready-made account or password.",
  email: "E-mail",
  password: "Password",
  copy: "Copy",
  copied: "Copied",
  selected: "The browser does not allow copying; the text is selected: press Ctrl C",
  noNetwork: "No network needed: every screen plays on what was approved.",
  docs: "API documentation",
  otherLanguage: "Tiếng Việt",
  failed: "The list of demo screens cannot be read. The server has stopped, or was not started with “npm run demo”.",
  retry: "Try again",
  screensHeading: "Screens on the air",
  roles: { comms: "Comms officer", approver: "Approver", admin: "Administrator" },
  kinds: {
    airport: "Airport",
    outdoor: "Outdoor screen",
    rooftop: "Rooftop screen",
    supermarket: "Supermarket",
    "post-office": "Post office",
    "telecom-shop": "Telecom shop",
    "cable-tv": "Cable television",
    office: "Office",
    hospital: "Hospital",
  },
  shapes: {
    board: "board with messages and running text",
    billboard: "nine words at most",
    crawler: "running text over the television picture",
  },
};

export const words: Readonly<Record<Language, Words>> = { vi, en };
export type { Words };

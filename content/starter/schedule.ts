import { canvasPresets, type Canvas } from "../network/canvas.ts";
import type { Campaign } from "../playout/campaign.ts";
import type { Playlist } from "../playout/playlist.ts";

export const playlists: readonly Playlist[] = [
  {
    id: "khuyen-cao",
    name: "Khuyến cáo cho người dân",
    items: [
      { message: "rua-tay" },
      { message: "khau-trang" },
      { message: "han-che-dong-nguoi" },
      { message: "so-lieu-mau" },
      { message: "di-kham-ngay" },
      { message: "nen-va-tranh" },
      { message: "thong-tin-chinh-phu" },
      { message: "tam-ngung-nhan-gui" },
      { message: "dich-vu-cong" },
      { message: "tranh-ncovi" },
    ],
  },
  { id: "duong-day-nong", name: "Đường dây nóng", items: [{ message: "duong-day-nong" }] },
  {
    id: "ngoai-troi",
    name: "Màn hình ngoài trời",
    items: [
      { message: "khau-trang" },
      { message: "tranh-rua-tay" },
      { message: "han-che-dong-nguoi" },
      { message: "di-kham-ngay" },
      { message: "rua-tay" },
    ],
  },
  { id: "chay-chu-hau-giang", name: "Chạy chữ Hậu Giang", items: [{ message: "chay-chu-ncovi" }] },
  {
    id: "quay-giao-dich",
    name: "Quầy giao dịch Gia Lai",
    items: [{ message: "tam-dung-nhan-gui" }, { message: "rua-tay" }, { message: "ma-qr-ncovi" }],
  },
  {
    id: "kenh-chinh-thong",
    name: "Kênh chính thống Quảng Ninh",
    items: [{ message: "kiem-soat-benh-tat" }, { message: "email-gia-mao" }, { message: "tin-tuc-quang-ninh" }],
  },
];

const allDay = { hours: [], weekdays: [] };

/** `from` and `to` are local dates, both inclusive. The demo gives its first day and the thirtieth. */
export function campaigns(from: string, to: string): readonly Campaign[] {
  const running = { from, to, ...allDay, status: "active" } as const;
  return [
    {
      id: "can-tho-khuyen-cao",
      name: "Cần Thơ: khuyến cáo (công văn 164)",
      playlist: "khuyen-cao",
      venues: ["san-bay-can-tho", "sieu-thi-ninh-kieu", "buu-dien-ninh-kieu"],
      ...running,
      level: "routine",
      frequency: { kind: "continuous", share: { spots: 4, of: 6 } },
    },
    {
      id: "can-tho-duong-day-nong",
      name: "Cần Thơ: đường dây nóng",
      playlist: "duong-day-nong",
      venues: ["san-bay-can-tho", "sieu-thi-ninh-kieu", "buu-dien-ninh-kieu"],
      ...running,
      level: "priority",
      frequency: { kind: "continuous", share: { spots: 2, of: 6 } },
    },
    {
      // "Ưu tiên cho công tác tuyên truyền" (letter C §3): the firm's own loop gives one spot in six.
      id: "can-tho-ngoai-troi",
      name: "Cần Thơ: màn hình ngoài trời",
      playlist: "ngoai-troi",
      venues: ["dai-lo-hoa-binh"],
      ...running,
      level: "priority",
      frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    },
    {
      // "Thời gian thực hiện 01 đợt" (letter D §3): continuously inside its window, not once a day.
      id: "hau-giang-ncovi",
      name: "Hậu Giang: chạy chữ NCOVI (văn bản 337)",
      playlist: "chay-chu-hau-giang",
      venues: ["truyen-hinh-cap-hau-giang"],
      ...running,
      level: "priority",
      frequency: { kind: "continuous", share: { spots: 1, of: 1 } },
    },
    {
      id: "gia-lai-quay",
      name: "Gia Lai: thông báo tại quầy",
      playlist: "quay-giao-dich",
      venues: ["diem-giao-dich-pleiku"],
      ...running,
      level: "routine",
      frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    },
    {
      id: "quang-ninh-kenh",
      name: "Quảng Ninh: kênh chính thống",
      playlist: "kenh-chinh-thong",
      venues: ["tru-so-quang-ninh"],
      ...running,
      hours: [
        { from: "07:00", until: "11:30" },
        { from: "13:30", until: "17:00" },
      ],
      weekdays: [1, 2, 3, 4, 5],
      level: "routine",
      frequency: { kind: "continuous", share: { spots: 1, of: 6 } },
    },
  ];
}

/** The three screens of the wall page. */
export type StarterScreen = {
  readonly profile: "airport" | "billboard" | "cable";
  readonly name: string;
  readonly venue: string;
  readonly canvas: Canvas;
};

function preset(id: string): Canvas {
  const canvas = canvasPresets.find((c) => c.id === id);
  if (!canvas) throw new Error(`no canvas preset ${id}`);
  return canvas;
}

export const screens: readonly StarterScreen[] = [
  {
    profile: "airport",
    name: "Bảng điện tử – Ga đến",
    venue: "san-bay-can-tho",
    canvas: preset("board-1080"),
  },
  {
    profile: "billboard",
    name: "Màn hình Đại lộ Hòa Bình",
    venue: "dai-lo-hoa-binh",
    canvas: preset("billboard-1080"),
  },
  {
    profile: "cable",
    name: "Chạy chữ kênh địa phương",
    venue: "truyen-hinh-cap-hau-giang",
    canvas: preset("crawler-1080"),
  },
];

/**
 * Prepared takeovers (mission.md §5.6): under pressure nobody should look for words. `{place}` is a blank that the desk
 * asks for; every other word stands as it is until somebody rewrites it. The headline says the condition first and what
 * to do second (look/screens.md §2); its place is short, because a billboard has no other line.
 */
export type UrgentTemplate = {
  readonly id: "fire" | "storm" | "outbreak" | "boil-water" | "all-clear" | "correction";
  readonly name: { readonly vi: string; readonly en: string };
  readonly headline: { readonly vi: string; readonly en: string };
  readonly action: { readonly vi: string; readonly en: string };
  /** For LED boards and billboards, at most 17 characters. */
  readonly short: string;
  /** Whom to call; without one it is the hotline of the settings. */
  readonly call?: { readonly number: string; readonly label: { readonly vi: string; readonly en: string } };
};

export const urgentTemplates: readonly UrgentTemplate[] = [
  {
    id: "fire",
    name: { vi: "Cháy", en: "Fire" },
    headline: { vi: "Cháy ở {place}:\nrời khỏi khu vực ngay", en: "Fire at {place}:\nleave the area now" },
    action: { vi: "Đi lối thoát hiểm, không dùng thang máy", en: "Use the emergency exits, not the lifts" },
    short: "Cháy: rời khỏi",
    call: { number: "114", label: { vi: "Cứu hỏa", en: "Fire brigade" } },
  },
  {
    id: "storm",
    name: { vi: "Bão, lũ", en: "Storm, flood" },
    headline: { vi: "Bão đang vào {place}:\nở yên trong nhà", en: "Storm reaching {place}:\nstay indoors" },
    action: {
      vi: "Tránh xa cửa kính, cây to và đường dây điện",
      en: "Keep away from windows, trees and power lines",
    },
    short: "Bão: ở trong nhà",
    call: { number: "112", label: { vi: "Cứu nạn", en: "Rescue" } },
  },
  {
    id: "outbreak",
    name: { vi: "Ổ dịch tại một nơi", en: "Outbreak at a place" },
    headline: { vi: "Có dịch ở {place}:\nở nhà, chờ y tế gọi", en: "Outbreak at {place}:\nstay home, wait for a call" },
    action: {
      vi: "Sốt hoặc ho: gọi số dưới đây, không tự đi khám",
      en: "Fever or cough: call first, do not go out",
    },
    short: "Dịch: ở trong nhà",
  },
  {
    id: "boil-water",
    name: { vi: "Đun sôi nước", en: "Boil water" },
    headline: { vi: "Nước máy ở {place}:\nđun sôi rồi mới dùng", en: "Tap water at {place}:\nboil it before use" },
    action: {
      vi: "Để sôi 1 phút trước khi uống, nấu ăn, đánh răng",
      en: "Boil for 1 minute to drink, cook, brush teeth",
    },
    short: "Đun sôi nước máy",
  },
  {
    id: "all-clear",
    name: { vi: "Đã an toàn", en: "All clear" },
    headline: { vi: "{place} đã an toàn:\nsinh hoạt bình thường", en: "{place} is safe:\ncarry on as usual" },
    action: { vi: "Cảm ơn bà con đã làm theo hướng dẫn", en: "Thank you for following the instructions" },
    short: "Đã an toàn",
  },
  {
    id: "correction",
    name: { vi: "Đính chính, hủy tin nhầm", en: "Correction of a false alarm" },
    headline: {
      vi: "Tin vừa phát là nhầm:\nkhông cần làm theo",
      en: "The last alert was an error:\nno action is needed",
    },
    action: { vi: "Không có sự cố ở {place}. Xin lỗi bà con.", en: "Nothing has happened at {place}. We apologise." },
    short: "Tin nhầm: bỏ qua",
  },
];

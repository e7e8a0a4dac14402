import type { Duty } from "../../content/trust/key.ts";
import { inBoth } from "./language.ts";

/** What stands between a person and signing an order, and what to do about it. */
export const standingWords = inBoth(
  {
    dutyOfficer: "lệnh khẩn cấp",
    dutyApprover: "thu hồi",
    dutyLeader: "phát một mình",
    keyInsecure: "Trang này mở qua kết nối không mã hóa nên không ký được. Mở bàn điều hành bằng https.",
    keyWaiting: "Khóa của bạn đã đăng ký và đang chờ quản trị đưa vào danh sách.",
    keyElsewhere: "Khóa của bạn ở máy khác. Mở bàn điều hành trên máy đó, hoặc đăng ký thêm khóa ở máy này.",
    keyOtherDuty: (duty: string) => `Khóa của bạn chưa được giao việc “${duty}”. Nhờ quản trị.`,
    keyEnded: "Khóa của bạn đã hết hiệu lực. Đăng ký khóa mới.",
    keyNone: "Bạn chưa có khóa ký nên chưa ký lệnh được.",
    keyNoRoot: "Chưa lập khóa gốc nên chưa ai ký lệnh được. Nhờ quản trị lập ở trang Khóa ký.",
    keyExpired: "Danh sách khóa đã hết hạn. Quản trị cần ký gia hạn.",
    toKeys: "Đến trang Khóa ký",
    staleOrder: "Chữ ký đầu đã quá 10 phút nên không còn hiệu lực. Nhờ người gửi gửi lại lệnh.",
  },
  {
    dutyOfficer: "urgent orders",
    dutyApprover: "recalls",
    dutyLeader: "releasing alone",
    keyInsecure: "This page was opened without encryption and cannot sign. Open the desk with https.",
    keyWaiting: "Your key is registered and waits for an administrator to list it.",
    keyElsewhere: "Your key is on another machine. Open the desk there, or register another key here.",
    keyOtherDuty: (duty) => `Your key has not been given “${duty}”. Ask an administrator.`,
    keyEnded: "Your key is no longer valid. Register a new one.",
    keyNone: "You have no signing key, so you cannot sign orders.",
    keyNoRoot: "There is no root key yet, so nobody can sign orders. Ask an administrator to make it.",
    keyExpired: "The list of keys has expired. An administrator has to renew it.",
    toKeys: "To the page Signing keys",
    staleOrder:
      "The first signature is more than 10 minutes old and no longer counts. Ask for the order to be sent again.",
  },
);

/** What a duty is called in a sentence about a key that lacks it. */
export function dutyName(duty: Duty): string {
  const w = standingWords();
  return duty === "leader" ? w.dutyLeader : duty === "approver" ? w.dutyApprover : w.dutyOfficer;
}

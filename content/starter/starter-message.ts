import type { Banner, MessageContent } from "../editorial/message.ts";

/** A message of the pack. Its `picture` is cut into a banner where it is loaded: hashes are known only then. */
export type StarterMessage = {
  readonly id: string;
  readonly content: MessageContent;
  readonly picture?: {
    /** A file of `content/starter/pictures/`. */
    readonly file: string;
    readonly alt: Banner["alt"];
    readonly focal: Banner["focal"];
  };
};

export const agencies = {
  canTho: { name: "Sở Thông tin và Truyền thông TP. Cần Thơ", short: "Sở TT&TT Cần Thơ" },
  hauGiang: { name: "Sở Thông tin và Truyền thông Hậu Giang", short: "Sở TT&TT Hậu Giang" },
  quangNinh: { name: "Sở Thông tin và Truyền thông Quảng Ninh", short: "Sở TT&TT Quảng Ninh" },
  giaLai: { name: "Sở Thông tin và Truyền thông Gia Lai", short: "Sở TT&TT Gia Lai" },
} as const;

import { nothing } from "lit";
import { css } from "../css.ts";
import type { StageItem } from "../stage-item.ts";
import { banner, bannerCss } from "./banner.ts";
import { channel, channelCss } from "./channel.ts";
import { figure, figureCss } from "./figure.ts";
import { hotline, hotlineCss } from "./hotline.ts";
import { notice, noticeCss } from "./notice.ts";
import { rebuttal, rebuttalCss } from "./rebuttal.ts";
import { rule, ruleCss } from "./rule.ts";
import { rulePair, rulePairCss } from "./rule-pair.ts";
import { safeCss } from "./safe.ts";
import type { View } from "./view.ts";

/** The drawing of one stage item; a form that its message does not have draws nothing. */
export function drawing(view: View, item: StageItem): unknown {
  const { panel, banner: picture } = item.content.forms;
  if (item.form === "banner") return picture ? banner(view, picture, item.pictureUrl) : nothing;
  switch (panel?.template) {
    case "rule":
      return rule(view, panel);
    case "rule-pair":
      return rulePair(view, panel);
    case "figure":
      return figure(view, panel);
    case "hotline":
      return hotline(view, panel);
    case "channel":
      return channel(view, panel);
    case "notice":
      return notice(view, panel);
    case "rebuttal":
      return rebuttal(view, panel);
    default:
      return nothing;
  }
}

export const panelCss = [
  css`
    .panel {
      position: absolute;
      top: 0;
      right: 0;
      bottom: 0;
      left: 0;
      background: var(--ground);
    }
  `,
  ruleCss,
  rulePairCss,
  figureCss,
  hotlineCss,
  channelCss,
  noticeCss,
  rebuttalCss,
  bannerCss,
  safeCss,
];

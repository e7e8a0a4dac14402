import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import {
  ArrowDownToLine,
  Ban,
  CircleCheck,
  CirclePause,
  Clock,
  ClockAlert,
  Inbox,
  Lightbulb,
  Link2Off,
  Moon,
  OctagonAlert,
  Pencil,
  Play,
  TriangleAlert,
  Undo2,
  WifiOff,
  type IconNode,
} from "lucide";
import { onLanguage } from "../strings/language.ts";
import { statusWords, type StatusName } from "../strings/status.ts";
import { icon } from "./icon.ts";

type Tone = "ok" | "busy" | "stale" | "off" | "err" | "rest" | "accent";

/** look/desk.md §5: always colour, icon and word together. */
export const statusMarks: Readonly<Record<StatusName, { readonly icon: IconNode; readonly tone: Tone }>> = {
  draft: { icon: Pencil, tone: "off" },
  submitted: { icon: Inbox, tone: "accent" },
  returned: { icon: Undo2, tone: "stale" },
  rejected: { icon: Ban, tone: "err" },
  approved: { icon: CircleCheck, tone: "ok" },
  withdrawn: { icon: OctagonAlert, tone: "err" },
  playing: { icon: CircleCheck, tone: "ok" },
  downloading: { icon: ArrowDownToLine, tone: "busy" },
  stale: { icon: ClockAlert, tone: "stale" },
  offline: { icon: WifiOff, tone: "off" },
  error: { icon: OctagonAlert, tone: "err" },
  closed: { icon: Moon, tone: "rest" },
  waiting: { icon: Link2Off, tone: "rest" },
  active: { icon: Play, tone: "ok" },
  stopped: { icon: CirclePause, tone: "rest" },
  "not-started": { icon: Clock, tone: "rest" },
  ended: { icon: Clock, tone: "rest" },
  block: { icon: OctagonAlert, tone: "err" },
  warn: { icon: TriangleAlert, tone: "stale" },
  hint: { icon: Lightbulb, tone: "accent" },
};

/** A status mark. `<bt-status name="approved">`; `chip` gives it a soft ground; `extra` adds e.g. "62 %". */
export class BtStatus extends LitElement {
  static override properties = { name: {}, extra: {}, chip: { type: Boolean, reflect: true } };
  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      font-size: 13px;
      line-height: 20px;
      font-weight: 600;
      white-space: nowrap;
    }
    :host([chip]) .mark {
      padding: 1px 9px;
      border-radius: 999px;
      background: var(--soft);
    }
    .mark {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--text);
    }
    .extra {
      color: var(--ink-3);
      font-weight: 400;
    }
    .icon {
      width: 16px;
      height: 16px;
      flex: none;
    }
  `;
  declare name: StatusName;
  declare extra: string;
  declare chip: boolean;
  #forgetLanguage: (() => void) | undefined;

  constructor() {
    super();
    this.name = "draft";
    this.extra = "";
    this.chip = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetLanguage = onLanguage(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetLanguage?.();
  }

  override render(): TemplateResult {
    const { icon: node, tone } = statusMarks[this.name];
    return html`<span class="mark" .style=${`--text:var(--${tone});--soft:var(--${tone}-soft)`}
        >${icon(node)}${statusWords()[this.name]}</span
      >${this.extra ? html`<span class="extra">${this.extra}</span>` : nothing}`;
  }
}
customElements.define("bt-status", BtStatus);

declare global {
  interface HTMLElementTagNameMap {
    "bt-status": BtStatus;
  }
}

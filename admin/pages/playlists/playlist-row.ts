import { html, nothing, type TemplateResult } from "lit";
import { ChevronDown, ChevronUp, GripVertical, X } from "lucide";
import type { Canvas } from "../../../content/network/canvas.ts";
import type { MessageView } from "../../../content/wire/views.ts";
import "../../elements/bt-status.ts";
import { icon } from "../../elements/icon.ts";
import { messageThumb } from "../../elements/message-thumb.ts";
import { playlistWords } from "../../strings/playlists.ts";
import { isRun, itemMs, shownContent } from "./on-screens.ts";
import { longest, secondsFrom, shortest, type Row } from "./row.ts";

export type PlaylistRow = {
  readonly message: MessageView | undefined;
  readonly canvas: Canvas | undefined;
  readonly chosen: boolean;
  readonly locked: boolean;
  readonly last: boolean;
  readonly key: (event: KeyboardEvent) => void;
  readonly choose: () => void;
  readonly startDrag: (event: PointerEvent) => void;
  readonly drag: (event: PointerEvent) => void;
  readonly endDrag: () => void;
  readonly move: (by: 1 | -1) => void;
  readonly remove: () => void;
  readonly setSeconds: (text: string) => void;
};

/** One item of a playlist: handle, message, seconds, what screens do with it, and the buttons that move it. */
export function playlistRow(row: Row, at: number, how: PlaylistRow): TemplateResult {
  const w = playlistWords();
  const { message, locked } = how;
  const content = message && shownContent(message);
  const title = content?.title ?? row.message;
  return html`<li
    class="playlist-row"
    data-at=${at}
    tabindex=${how.chosen ? 0 : -1}
    aria-current=${how.chosen ? "true" : nothing}
    @keydown=${how.key}
    @focusin=${how.choose}
  >
    <span
      class="handle"
      title=${w.drag}
      ?hidden=${locked}
      @pointerdown=${how.startDrag}
      @pointermove=${how.drag}
      @pointerup=${how.endDrag}
      @pointercancel=${how.endDrag}
      >${icon(GripVertical)}</span
    >
    ${content ? messageThumb(row.message, content) : html`<span class="message-thumb"></span>`}
    <span class="what"><span class="name">${title}</span></span>
    ${seconds(row, title, how)}
    <span class="state">${state(message)}</span>
    <span class="acts">
      <button
        class="square"
        aria-label=${w.moveUp(title)}
        title=${w.up}
        ?disabled=${locked || at === 0}
        @click=${() => how.move(-1)}
      >
        ${icon(ChevronUp)}
      </button>
      <button
        class="square"
        aria-label=${w.moveDown(title)}
        title=${w.down}
        ?disabled=${locked || how.last}
        @click=${() => how.move(1)}
      >
        ${icon(ChevronDown)}
      </button>
      <button class="square bare" aria-label=${w.remove(title)} ?disabled=${locked} @click=${how.remove}>
        ${icon(X)}
      </button>
    </span>
  </li>`;
}

function seconds(row: Row, title: string, { message, canvas, locked, setSeconds }: PlaylistRow): TemplateResult {
  const w = playlistWords();
  const content = message && shownContent(message);
  const about = String(Math.round((content ? itemMs(content, undefined, canvas) : 0) / 1000));
  if (content && isRun(content)) return html`<span class="seconds small quiet" title=${w.byRun}>${about} s</span>`;
  return html`<span class="seconds">
    <input
      type="number"
      inputmode="numeric"
      min=${shortest}
      max=${longest}
      aria-label=${w.secondsOf(title)}
      placeholder=${w.byLengthAbout(about)}
      title=${row.seconds === undefined ? w.byLength : ""}
      ?readonly=${locked}
      .value=${String(row.seconds ?? "")}
      @change=${(event: Event) => {
        const field = event.currentTarget as HTMLInputElement;
        setSeconds(field.value);
        field.value = String(secondsFrom(field.value) ?? "");
      }}
    />
  </span>`;
}

function state(message: MessageView | undefined): TemplateResult {
  const w = playlistWords();
  if (!message) return html`<span class="small stale">${w.gone}</span>`;
  if (!message.approved) {
    return html`<bt-status name=${message.status}></bt-status><span class="micro stale">${w.skipped}</span>`;
  }
  return html`<bt-status name="approved"></bt-status>${
      message.approved.digest === message.head.digest ? nothing : html`<span class="micro quiet">${w.newerWaits}</span>`
    }`;
}

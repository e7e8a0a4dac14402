import { css, html, LitElement, type PropertyValues } from "lit";
import { crawlText, type CrawlGeometry } from "../../content/playout/crawl.ts";
import type { TickerItem } from "./stage-item.ts";

/** A segment longer than this many lanes is split, so that no layer outgrows what a small GPU can hold. */
const lanesPerSegment = 2;
/** Longest wait for the typeface; a later start joins in phase. */
const fontWaitMs = 3000;
const face = '600 40px "Noto Sans"';

/**
 * One running line. It moves by compositor animations of `transform` only, so work on the main thread does not touch
 * it, and a running node is never rewritten: a new item gets new nodes. The text enters and leaves fully.
 */
export class BtCrawl extends LitElement {
  static override properties = { item: { attribute: false }, geometry: { attribute: false }, fps: { type: Number } };
  declare item: TickerItem | undefined;
  declare geometry: CrawlGeometry | undefined;
  declare fps: number;
  private handedAt = 0;
  private guard = 0;
  private layout: ResizeObserver | undefined;
  /** Kept by hand: `getAnimations` is younger than the oldest panels that this runs on. */
  private moving: Animation[] = [];

  static override styles = css`
    :host {
      display: block;
      position: relative;
      overflow: hidden;
      contain: strict;
    }
    .run {
      position: absolute;
      top: 0;
      left: 0;
      bottom: 0;
      display: flex;
      align-items: center;
      visibility: hidden;
      font-weight: 600;
      line-height: 1.4;
      white-space: pre;
      will-change: transform;
    }
  `;

  constructor() {
    super();
    this.item = undefined;
    this.geometry = undefined;
    this.fps = 50;
  }

  override render(): unknown {
    return html`<div class="lane"></div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.guard);
    this.layout?.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("item") && !changed.has("geometry")) return;
    if (!changed.has("geometry") && changed.get("item")?.key === this.item?.key) return;
    if (changed.has("item")) this.handedAt = performance.now();
    this.clear();
    const { item, geometry } = this;
    const ticker = item?.content.forms.ticker;
    if (!item || !geometry || !ticker) return;
    const text = crawlText(ticker);
    let started = false;
    const start = (): void => {
      if (started || this.item?.key !== item.key || this.geometry !== geometry || !this.isConnected) return;
      clearTimeout(this.guard);
      // A frame that is not displayed has no layout: nothing to measure or move yet. It joins in phase later.
      if (this.clientWidth === 0) return this.onceLaidOut(start);
      started = true;
      this.start(item, text, geometry);
    };
    if (document.fonts.check(face, text)) return start();
    // Width and speed need the real letters. Where the face cannot be had the system's own runs, rather than nothing.
    this.guard = setTimeout(start, fontWaitMs);
    document.fonts.load(face, text).then(start, start);
  }

  private onceLaidOut(start: () => void): void {
    this.layout?.disconnect();
    this.layout = new ResizeObserver(() => {
      if (this.clientWidth === 0) return;
      this.layout?.disconnect();
      start();
    });
    this.layout.observe(this);
  }

  private clear(): void {
    clearTimeout(this.guard);
    this.layout?.disconnect();
    for (const animation of this.moving) animation.cancel();
    this.moving = [];
    for (const node of this.renderRoot.querySelectorAll(".run")) node.remove();
  }

  private start(item: TickerItem, text: string, geometry: CrawlGeometry): void {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (still) this.startPages(item, text, geometry);
    else this.startRun(item, text, geometry);
  }

  private addRun(text: string, font: number): HTMLElement {
    const node = document.createElement("div");
    node.className = "run";
    node.style.fontSize = `${font}px`;
    node.textContent = text;
    this.renderRoot.querySelector(".lane")?.append(node);
    return node;
  }

  private startRun(item: TickerItem, text: string, { font, pxPerSecond }: CrawlGeometry): void {
    const lane = this.clientWidth;
    const parts = split(text, Math.max(20, Math.floor((lane * lanesPerSegment) / (font * 0.52))));
    const nodes = parts.map((part) => this.addRun(part, font));
    const widths = nodes.map((node) => node.offsetWidth);
    const distance = lane + widths.reduce((sum, width) => sum + width, 0);
    const speed = crawlSpeed(distance, item.until - item.from, pxPerSecond, this.fps);
    const duration = (distance / speed) * 1000;
    // One step per pixel: letters always stand on whole pixels, in whatever phase the line was joined.
    let from = lane;
    const places = widths.map((width) => (from += width) - width);
    this.move(nodes, places, distance, { duration, easing: `steps(${distance}, end)` }, item);
  }

  /** Where motion is not wanted, the line stands still in pages of whole words and turns them. */
  private startPages(item: TickerItem, text: string, { font }: CrawlGeometry): void {
    const lane = this.clientWidth;
    const duration = item.until - item.from;
    let pages: string[] = [];
    let nodes: HTMLElement[] = [];
    for (let most = Math.floor(lane / (font * 0.5)); most > 4; most = Math.floor(most * 0.9)) {
      for (const node of nodes) node.remove();
      pages = split(text, most);
      nodes = pages.map((page) => this.addRun(page.trim(), font));
      if (nodes.every((node) => node.offsetWidth <= lane)) break;
    }
    const places = nodes.map((_, i) => i * lane);
    const easing = `steps(${pages.length}, end)`;
    this.move(nodes, places, pages.length * lane, { duration, easing }, item);
  }

  /** Sets all nodes going at one instant, so that no gap opens between them. */
  private move(
    nodes: readonly HTMLElement[],
    places: readonly number[],
    distance: number,
    timing: { readonly duration: number; readonly easing: string },
    item: TickerItem,
  ): void {
    const at = item.elapsed + performance.now() - this.handedAt;
    for (const [i, node] of nodes.entries()) {
      const from = places[i] ?? 0;
      const frames = [from, from - distance].map((x) => ({ transform: `translate3d(${x}px,0,0)` }));
      const animation = node.animate(frames, { ...timing, fill: "both" });
      animation.currentTime = at;
      this.moving.push(animation);
      node.style.visibility = "visible";
    }
  }
}

/**
 * Pixels per second for `distance` in `ms`: the canvas's own speed, or the least whole number of pixels per frame
 * that still lets the last letter leave in time.
 */
export function crawlSpeed(distance: number, ms: number, pxPerSecond: number, fps: number): number {
  const needed = (distance / Math.max(1, ms)) * 1000;
  return needed <= pxPerSecond ? pxPerSecond : Math.ceil(needed / fps) * fps;
}

/** Cuts into parts of at most `most` characters: after a space, or where a longer word leaves no choice, in it. */
export function split(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const space = rest.slice(0, most).search(/\s\S*$/);
    const at = space > 0 ? space + 1 : most;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

customElements.define("bt-crawl", BtCrawl);

declare global {
  interface HTMLElementTagNameMap {
    "bt-crawl": BtCrawl;
  }
}

import type { CSSResult, TemplateResult } from "lit";
import type { Banner, MessageContent } from "../../content/editorial/message.ts";
import type { View } from "./panels/view.ts";
import type { StageItem } from "./stage-item.ts";
import { urgentReady } from "./takeover.ts";

type Panel = NonNullable<MessageContent["forms"]["panel"]>;
/** Every template that is drawn; a message with any other leaves the safe card. */
export type Kind = "banner" | Panel["template"];
type FormOf<K extends Kind> = K extends Panel["template"] ? Extract<Panel, { template: K }> : Banner;

/** What the chunk of one kind exports. */
export type Drawing<Form = never> = {
  readonly draw: (view: View, form: Form) => TemplateResult;
  /** Of which several kinds may have the same. */
  readonly sheets: readonly CSSResult[];
};
/** What is loaded when it is needed: the templates of the stage, the element of the running line, the urgent scene. */
export type Part = Kind | "crawl" | "takeover";
export type Chunks = { readonly [K in Kind]: () => Promise<Drawing<FormOf<K>>> } & {
  readonly crawl: () => Promise<object>;
  readonly takeover: () => Promise<object>;
};

/** Each kind is a chunk of its own: a screen starts with the one that it needs (the safe card is always there). */
const chunks: Chunks = {
  // First, because an order does not wait.
  takeover: urgentReady,
  rule: () => import("./panels/rule.ts"),
  "rule-pair": () => import("./panels/rule-pair.ts"),
  figure: () => import("./panels/figure.ts"),
  hotline: () => import("./panels/hotline.ts"),
  channel: () => import("./panels/channel.ts"),
  notice: () => import("./panels/notice.ts"),
  rebuttal: () => import("./panels/rebuttal.ts"),
  urgent: () => import("./panels/urgent.ts"),
  banner: () => import("./panels/banner.ts"),
  crawl: () => import("./bt-crawl.ts"),
};

type Entry = { chunk: object | undefined; failed: boolean; settled: Promise<void> };

/** A chunk lies in the service worker's cache: one that takes longer than this will not come. */
const patienceMs = 3000;
const retryMs = 10_000;

/** The templates that are there, and the way to the others. */
export class Drawings {
  readonly chunks: Chunks;
  private readonly report: (error: unknown) => void;
  private readonly entries = new Map<Part, Entry>();

  constructor(from: Chunks, report: (error: unknown) => void) {
    this.chunks = from;
    this.report = report;
  }

  has(part: Part): boolean {
    return this.entries.get(part)?.chunk !== undefined;
  }

  get(kind: Kind): Drawing | undefined {
    // The table says what the chunk of a kind exports.
    return this.entries.get(kind)?.chunk as Drawing | undefined;
  }

  /** It could not be loaded; the safe card stands in for it. After a while it may be asked for again. */
  failed(kind: Part): boolean {
    const entry = this.entries.get(kind);
    return entry !== undefined && entry.failed && !entry.chunk;
  }

  /** Resolves when the kind is there or has failed. */
  async prepare(kind: Part): Promise<void> {
    let entry = this.entries.get(kind);
    if (!entry) {
      entry = { chunk: undefined, failed: false, settled: Promise.resolve() };
      this.entries.set(kind, entry);
      entry.settled = this.load(kind, entry);
    }
    await entry.settled;
  }

  /** All of them, one after the other, so that what plays is not disturbed. */
  async prepareAll(): Promise<void> {
    for (const kind of Object.keys(this.chunks)) await this.prepare(kind as Part);
  }

  /** In the order of the table, whatever the order in which they came: the cascade must not depend on it. */
  sheets(): CSSResult[] {
    return [...new Set(Object.keys(this.chunks).flatMap((kind) => this.get(kind as Kind)?.sheets ?? []))];
  }

  private load(kind: Part, entry: Entry): Promise<void> {
    return new Promise((resolve) => {
      const fail = (error: unknown): void => {
        if (entry.failed) return;
        entry.failed = true;
        this.report(error);
        setTimeout(() => !entry.chunk && this.entries.delete(kind), retryMs);
        resolve();
      };
      const late = setTimeout(() => fail(new Error(`${kind} does not load`)), patienceMs);
      this.chunks[kind]().then((chunk) => {
        entry.chunk = chunk;
        clearTimeout(late);
        resolve();
      }, fail);
    });
  }
}

/** The page's own. What fails is an error that nobody caught: counted, and told to the desk (main.ts). */
export const drawings = new Drawings(chunks, (error) => {
  setTimeout(() => {
    throw error;
  });
});

/** `undefined` for an item whose message lacks the form. */
export function kindOf({ form, content }: StageItem): Kind | undefined {
  const { panel, banner } = content.forms;
  if (form === "banner") return banner && "banner";
  return panel?.template;
}

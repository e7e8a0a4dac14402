import { css } from "lit";
import type { BtScene } from "../bt-scene.ts";
import "./bt-urgent.ts";
import "./bt-urgent-crawl.ts";
import "./bt-urgent-led.ts";
import { showingOf, type UrgentShowing } from "./urgent-showing.ts";

/**
 * The takeover over a scene: one element on top of everything, faded in once and faded out once. What was on the
 * screen stays as it is beneath until the fade is over, and is hidden then: no bar, no ticker, no second clock.
 */

const fadeMs = 400;
/** A board of so few rows is made of lamps: whole pixels, a line of Vietnamese in 28 of them (look/screens.md §2). */
const ledRows = 128;

const beneath = css`
  .bar,
  .stage,
  .band,
  .sill,
  .cover {
    visibility: hidden !important;
  }
`;

type Cover = HTMLElement & { showing: UrgentShowing | undefined };
type Covering = { readonly tag: string; readonly element: Cover; fade: Animation | undefined };

const coverings = new WeakMap<BtScene, Covering>();

/** Brings the overlay of a scene to what its items say now. Called at every change of a scene that has, or had, one. */
export async function overlay(scene: BtScene): Promise<void> {
  // The desk's preview alone asks for an exercise: no screen ever loads it.
  if (scene.stage?.exercise) await import("../exercise/bt-exercise.ts");
  const tag = tagFor(scene);
  const before = coverings.get(scene);
  const showing = showingOf(scene);
  if (before && before.tag === tag) {
    before.element.showing = showing;
    return;
  }
  coverings.delete(scene);
  if (tag === undefined) {
    hideBeneath(scene, false);
    if (before) leave(before);
    return;
  }
  // One urgent picture after another is a cut: there is nothing to fade from that is not urgent.
  before?.element.remove();
  const element = document.createElement(tag) as Cover;
  element.showing = showing;
  const entry: Covering = { tag, element, fade: undefined };
  coverings.set(scene, entry);
  scene.renderRoot.append(element);
  if (before || still()) return hideBeneath(scene, true);
  entry.fade = element.animate([{ opacity: 0 }, { opacity: 1 }], { duration: fadeMs, easing: "ease-in-out" });
  entry.fade.onfinish = () => {
    if (coverings.get(scene) === entry) hideBeneath(scene, true);
  };
}

function tagFor({ canvas, stage, ticker }: BtScene): string | undefined {
  if (stage?.exercise) return "bt-exercise";
  if (canvas.shape === "crawler") return ticker?.takeover && "bt-urgent-crawl";
  if (!stage?.takeover && !ticker?.takeover) return undefined;
  return canvas.height < ledRows ? "bt-urgent-led" : "bt-urgent";
}

/** Back to the programme by the same fade; one that had not ended goes back from where it was. */
function leave({ element, fade }: Covering): void {
  if (still()) return element.remove();
  let away = fade;
  if (away?.playState === "running") away.reverse();
  else away = element.animate([{ opacity: 1 }, { opacity: 0 }], { duration: fadeMs, easing: "ease-in-out" });
  away.onfinish = () => element.remove();
}

function hideBeneath(scene: BtScene, hide: boolean): void {
  const { styleSheet } = beneath;
  const root = scene.renderRoot;
  if (!styleSheet || !(root instanceof ShadowRoot)) return;
  const others = root.adoptedStyleSheets.filter((sheet) => sheet !== styleSheet);
  root.adoptedStyleSheets = hide ? [...others, styleSheet] : others;
}

function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

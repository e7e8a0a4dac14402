import { urgentReady } from "../../../player/scene/takeover.ts";
import type { BtScene } from "../../../player/scene/bt-scene.ts";
import { inside, stand } from "./stand.ts";

const tags = "bt-urgent, bt-urgent-crawl, bt-urgent-led, bt-exercise";
type Cover = HTMLElement & { updateComplete: Promise<boolean>; renderRoot: ShadowRoot };

/** What lies over the scene, when something does. */
export function coverOf(scene: BtScene): Cover | undefined {
  return inside(scene, tags)[0] as Cover | undefined;
}

/** The chunk is there, the element in place and drawn; its fade has only begun. */
export async function covered(scene: BtScene): Promise<Cover> {
  await urgentReady();
  for (let frame = 0; frame < 60 && !coverOf(scene); frame++) await frameDrawn();
  const cover = coverOf(scene);
  if (!cover) throw new Error("nothing covers the scene");
  await cover.updateComplete;
  return cover;
}

/** Ends the fade that is under way, as its last frame would. */
export async function faded(element: HTMLElement): Promise<void> {
  for (const fade of element.getAnimations()) fade.finish();
  await frameDrawn();
  await frameDrawn();
}

export async function standCovered(properties: Parameters<typeof stand>[0]): Promise<{ scene: BtScene; cover: Cover }> {
  const scene = await stand(properties);
  const cover = await covered(scene);
  await faded(cover);
  return { scene, cover };
}

/** Everything in it, and in what it contains, that takes part in its looks. */
export function within(cover: Cover, selector: string): HTMLElement[] {
  return [...cover.renderRoot.querySelectorAll<HTMLElement>(selector)];
}

export function frameDrawn(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

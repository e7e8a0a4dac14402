import "../../../player/scene/page.css";
import "../../../player/scene/bt-scene.ts";
import "../../../player/scene/bt-pairing.ts";
import "../../../player/scene/bt-downloading.ts";

/** The page that gallery.ts photographs: it shows one element with the properties it is given. */
declare global {
  interface Window {
    show: (tag: string, properties: Record<string, unknown>) => Promise<void>;
  }
}

window.show = async (tag, properties) => {
  document.body.replaceChildren();
  const face = '"Noto Sans"';
  await Promise.all([400, 600, 700, 800].map((weight) => document.fonts.load(`${weight} 40px ${face}`, "Aẵ")));
  const element = document.createElement(tag) as HTMLElement & { updateComplete: Promise<boolean> };
  Object.assign(element, properties);
  document.body.append(element);
  await element.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 150));
};

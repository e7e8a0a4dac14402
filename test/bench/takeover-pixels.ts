/**
 * From the second officer's signature, sent over HTTP, to the frame in which a real player in Chromium draws the
 * takeover; beside it the recall that gives the programme back. The pages must have been built.
 */
import { onAirAt } from "../support/campaign.ts";
import { openBrowser, screenContext } from "../support/browser.ts";
import { listOfficers, recallBy, takeoverBy } from "../support/officers.ts";
import { createWorld, messageContent, preset } from "../support/world.ts";
import { option, report, spreadOf } from "./measure.ts";

const rounds = option("rounds", 9);
const world = await createWorld({ now: Date.now(), running: true });
const browser = await openBrowser();
try {
  const { ha, phuc } = await listOfficers(world);
  await onAirAt(world, ["airport"], [messageContent("Rửa tay thường xuyên", "Rửa tay")]);
  const { token } = await world.pair("airport");
  const page = await (await screenContext(browser, preset("board-1080"))).newPage();
  await page.goto(`${world.url}/player/#claim=${token}`);

  /** The instant, by this machine's clock, of the first frame that has these words or has them no more. */
  const drawn = (words: string, there: boolean): Promise<number> =>
    page.evaluate(
      ([text, wanted]) =>
        new Promise<number>((resolve) => {
          const has = (node: Node): boolean =>
            [...(node instanceof Element && node.shadowRoot ? node.shadowRoot.childNodes : node.childNodes)].some(
              (child) => (child.nodeType === Node.TEXT_NODE ? child.textContent?.includes(text) : has(child)),
            );
          const look = (): void => {
            if (has(document.body) !== wanted) requestAnimationFrame(look);
            // What this frame draws is on the glass when the next one begins.
            else requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
          };
          requestAnimationFrame(look);
        }),
      [words, there] as const,
    );
  await drawn("Rửa tay", true);

  const shown: number[] = [];
  const gone: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const words = `Sơ tán ${round}`;
    const takeover = takeoverBy(world, ha, messageContent(`${words} ngay`, words));
    const { id } = takeover.statement;
    await ha.client.call("proposeTakeover", { body: { envelope: takeover.sign(ha), revision: takeover.revision } });
    const envelope = takeover.sign(ha, phuc);
    const on = drawn(words, true);
    let began = performance.timeOrigin + performance.now();
    await phuc.client.call("releaseTakeover", { params: { id }, body: { envelope } });
    shown.push((await on) - began);
    const off = drawn(words, false);
    const recall = recallBy(world, phuc, { kind: "takeover", order: id });
    began = performance.timeOrigin + performance.now();
    await phuc.client.call("recall", { body: { envelope: recall.envelope } });
    gone.push((await off) - began);
  }
  const { median, quartiles } = spreadOf(shown);
  // Design §6: the budget of a publication to its pixels is 50 ms over the page on raw ws; an order has a second.
  report({
    bench: "takeover-pixels",
    ratio: median / 1000,
    budget: 1,
    rounds,
    shownMs: median,
    quartiles,
    goneMs: spreadOf(gone).median,
  });
} finally {
  await browser.close();
  await world.end();
}

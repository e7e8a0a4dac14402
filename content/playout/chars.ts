/**
 * Characters as a reader counts them: after NFC, without the marks that stand on a letter. Letter D's crawl has 196.
 * No `Intl.Segmenter`: the player also runs where there is none.
 */
export function charsOf(text: string): number {
  let count = 0;
  for (const _ of text.normalize("NFC").replace(/\p{M}/gu, "")) count++;
  return count;
}

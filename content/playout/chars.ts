/**
 * Characters as a reader counts them: after NFC, without the marks that stand on a letter. Letter D's crawl has 196.
 * No `Intl.Segmenter`: the player also runs where there is none.
 */
export function charsOf(text: string): number {
  let count = 0;
  for (const char of text.normalize("NFC")) if (!/\p{M}/u.test(char)) count++;
  return count;
}

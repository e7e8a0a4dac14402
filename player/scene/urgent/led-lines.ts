/**
 * Fills lines of `room` pixels word by word; `undefined` when a word is wider than the board or more lines are needed than
 * there are. Nothing is broken inside a word and nothing is left out.
 */
export function ledLines(
  texts: readonly string[],
  room: number,
  most: number,
  font: number,
): readonly string[] | undefined {
  const lines: string[] = [];
  for (const text of texts) {
    let line = "";
    for (const word of text.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (widthOf(longer, font) <= room) {
        line = longer;
        continue;
      }
      if (line === "" || widthOf(word, font) > room) return undefined;
      lines.push(line);
      line = word;
    }
    lines.push(line);
  }
  return lines.length > most ? undefined : lines;
}

let pen: CanvasRenderingContext2D | null | undefined;

export function widthOf(text: string, font: number): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) throw new Error("no 2d context");
  pen.font = `700 ${font}px "Noto Sans"`;
  return pen.measureText(text).width;
}

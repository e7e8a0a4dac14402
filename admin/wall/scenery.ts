import { svg, type SVGTemplateResult } from "lit";
import type { Shape } from "../../content/network/canvas.ts";
import { type Bay, bezel, type Person, sceneHeight } from "./bay.ts";

const metal = "#8799ab";

/** A pictogram of a person, standing on the ground line, drawn for a height of 127. */
function person({ x, height, near }: Person): SVGTemplateResult {
  return svg`<g transform="translate(${x} ${sceneHeight}) scale(${height / 127})" fill=${near ? "#9db0bf" : "#b4c3cd"}>
    <circle cx="0" cy="-114.500" r="12.500"/>
    <path d="M-16-84c0-8 6-13 13-13h6c7 0 13 5 13 13v28a3.200 3.200 0 0 1-6.400 0v-22h-1.100v75a3 3 0 0 1-3 3h-3.500a3 3 0 0 1-3-3v-50h0v50a3 3 0 0 1-3 3h-3.500a3 3 0 0 1-3-3v-75h-1.100v22a3.200 3.200 0 0 1-6.400 0z"/>
  </g>`;
}

function suitcase(x: number): SVGTemplateResult {
  return svg`<g transform="translate(${x} ${sceneHeight})" fill="#b4c3cd">
    <path d="M-4-52h8v16h-2v-14h-4v14h-2z"/><rect x="-11" y="-37" width="22" height="34" rx="3"/>
    <circle cx="-7" cy="-1.500" r="2"/><circle cx="7" cy="-1.500" r="2"/>
  </g>`;
}

function hung({ width, frame }: Bay): SVGTemplateResult {
  const rods = [frame.x + frame.width * 0.2, frame.x + frame.width * 0.81];
  return svg`<rect x=${bezel} y="0" width=${width - 2 * bezel} height="6" fill=${metal}/>
    ${rods.map((x) => svg`<rect x=${x - 3} y="6" width="6" height=${frame.y - 4} fill=${metal}/>`)}
    ${suitcase(122)}`;
}

function planted({ frame }: Bay): SVGTemplateResult {
  const bottom = frame.y + frame.height;
  return svg`${[0.324, 0.676].map(
    (at) =>
      svg`<rect x=${frame.x + frame.width * at - 9} y=${bottom - 2} width="18" height=${sceneHeight - bottom + 2} fill=${metal}/>
        <rect x=${frame.x + frame.width * at - 17} y=${sceneHeight - 5} width="34" height="5" fill=${metal}/>`,
  )}`;
}

function standing({ width, frame }: Bay): SVGTemplateResult {
  const bottom = frame.y + frame.height;
  const middle = frame.x + frame.width / 2;
  const top = 421;
  return svg`<rect x=${middle - 8} y=${bottom - 2} width="16" height=${top - bottom} fill=${metal}/>
    <rect x=${middle - 63} y=${top - 8} width="126" height="8" fill=${metal}/>
    <rect x=${(width - 330) / 2} y=${top} width="330" height=${sceneHeight - top} fill="#c2ced5"/>
    <rect x=${middle - 1.5} y=${top + 12} width="3" height=${sceneHeight - top - 26} fill="#93a5b3"/>`;
}

const mounts: Readonly<Record<Shape, (bay: Bay) => SVGTemplateResult>> = {
  board: hung,
  billboard: planted,
  crawler: standing,
};

/** What holds the screen up and who stands by it, in the units of the bay. */
export function scenery(shape: Shape, bay: Bay): SVGTemplateResult {
  return svg`${mounts[shape](bay)}${bay.people.map(person)}`;
}

/** The television picture that the crawl runs over: a newsreader in grey, with the safe area of 5 % marked. */
export function televisionPicture(label: { readonly safe: string; readonly channel: string }): SVGTemplateResult {
  return svg`<rect width="320" height="180" fill="#8d9396"/>
    <rect width="320" height="132" fill="#979da0"/>
    <rect x="38" y="29" width="110" height="76" fill="#a9aeb0"/>
    <path d="M48 92l22-26 16 14 20-30 32 42z" fill="#9a9fa2"/>
    <path d="M218 50a17 20 0 0 1 34 0c0 9-4 16-8 20v10c0 3 3 5 8 6 20 4 32 12 32 30v17h-98v-17c0-18 12-26 32-30 5-1 8-3 8-6v-10c-4-4-8-11-8-20z" fill="#676d70"/>
    <rect y="133" width="320" height="47" fill="#7b8184"/><rect y="133" width="320" height="2.500" fill="#b3b8ba"/>
    <path d="M16 9h288v162H16z" fill="none" stroke="#5d6366" stroke-width=".500" stroke-dasharray="2 2"/>
    <g font-size="5.500" fill="#333a3e"><text x="18" y="16">${label.safe}</text>
      <text x="302" y="16" text-anchor="end" font-weight="700">${label.channel}</text></g>`;
}

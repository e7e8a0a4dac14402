import type { Area } from "../../content/network/area.ts";

/** Areas are a tree that names its parents; a parent that is missing ends the way up. */

/** The area and everything in it, as ids. */
export function within(area: string, areas: readonly Area[]): ReadonlySet<string> {
  const found = new Set([area]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { id, parent } of areas) if (parent !== undefined && found.has(parent)) found.add(id);
  }
  return found;
}

/** `Ninh Kiều, Cần Thơ`: the area, then what it lies in. */
export function areaPath(area: string, areas: readonly Area[]): string {
  const names: string[] = [];
  const seen = new Set<string>();
  let at: string | undefined = area;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const found: Area | undefined = areas.find(({ id }) => id === at);
    if (found) names.push(found.name);
    at = found?.parent;
  }
  return names.join(", ") || area;
}

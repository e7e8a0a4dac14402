/** Reading and replacing one place inside nested content, without touching what is around it. `do.headline.vi`, `rows.0.number`. */

export function getAt(root: unknown, path: string): unknown {
  let here: unknown = root;
  for (const step of path.split(".")) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

/** The text at `path`, or an empty one. */
export function textAt(root: unknown, path: string): string {
  const found = getAt(root, path);
  return typeof found === "string" ? found : "";
}

/** A copy with `value` at `path`; missing objects on the way are made, `undefined` removes the key. */
export function setAt<T>(root: T, path: string, value: unknown): T {
  return replace(root, path.split("."), value) as T;
}

function replace(here: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(here)) {
    const index = Number(step);
    if (rest.length === 0 && value === undefined) return here.filter((_, i) => i !== index);
    const copy: unknown[] = [...(here as unknown[])];
    copy[index] = replace(copy[index], rest, value);
    return copy;
  }
  const object = typeof here === "object" && here !== null ? (here as Record<string, unknown>) : {};
  if (rest.length === 0 && value === undefined) {
    const { [step]: _removed, ...others } = object;
    return others;
  }
  return { ...object, [step]: replace(object[step], rest, value) };
}

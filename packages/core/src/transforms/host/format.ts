/** Format strings as in Python: `{}`, `{0}`, `{name}`, with `:.3f`, `:.2e` or `:d` for scalars, and doubled braces for braces. */
import { raise } from "../../errors.js";
import { NDArray, type NestedList } from "../../ir/value.js";

interface Field {
  /** A position, or a name. */
  readonly key: number | string;
  readonly spec: string;
}
export type Template = readonly (string | Field)[];

const refuse = (what: string, fix: string): never => raise({ code: "argument", what, where: "debug.print", fix });

const PART = /\{\{|\}\}|\{([^{}:]*)(?::([^{}]*))?\}|[{}]/g;

export function parseFormat(format: string): Template {
  const parts: (string | Field)[] = [];
  let end = 0;
  let position = 0;
  for (const match of format.matchAll(PART)) {
    parts.push(format.slice(end, match.index));
    end = match.index + match[0].length;
    const [whole, name, spec = ""] = match;
    if (whole === "{{" || whole === "}}") parts.push(whole.slice(1));
    else if (name === undefined)
      refuse(
        `the format ${JSON.stringify(format)} has a single brace at ${match.index}`,
        "write {{ or }} for a brace, and {} or {name} for a value",
      );
    else if (spec !== "" && !/^(\.\d+[fe]|d)$/.test(spec))
      refuse(`the format ":${spec}" is not known`, "use :.3f, :.3e or :d for scalars, and {} for anything");
    else parts.push({ key: name === "" ? position++ : /^\d+$/.test(name) ? Number(name) : name, spec });
  }
  return [...parts, format.slice(end)];
}

/** Number of positional values that a template reads. */
export const positionsIn = (template: Template): number =>
  template.reduce<number>(
    (count, part) => (typeof part === "object" && typeof part.key === "number" ? Math.max(count, part.key + 1) : count),
    0,
  );
export const namesIn = (template: Template): string[] =>
  template.flatMap((part) => (typeof part === "object" && typeof part.key === "string" ? [part.key] : []));

const showList = (list: NestedList): string =>
  typeof list === "object" ? `[${list.map(showList).join(", ")}]` : Object.is(list, -0) ? "-0" : String(list);

/** An array as it prints where a package has given arrays a printed form, else as lists; trees around arrays. */
function show(value: unknown): string {
  if (value instanceof NDArray) {
    const text = String(value);
    return text === `${value.dtype}[${value.shape.join(",")}]` ? showList(value.tolist()) : text;
  }
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (value instanceof Map)
    return `Map{${[...value].map(([key, item]) => `${String(key)}: ${show(item)}`).join(", ")}}`;
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${show(item)}`)
      .join(", ")}}`;
  return String(value);
}

function showAs(spec: string, value: unknown): string {
  if (spec === "") return show(value);
  const number = value instanceof NDArray ? Number(value.item()) : Number(value);
  if (spec === "d") return String(Math.trunc(number));
  const digits = Number(spec.slice(1, -1));
  return spec.endsWith("e") ? number.toExponential(digits) : number.toFixed(digits);
}

export const fill = (
  template: Template,
  positional: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
): string =>
  template
    .map((part) =>
      typeof part === "string"
        ? part
        : showAs(part.spec, typeof part.key === "number" ? positional[part.key] : named[part.key]),
    )
    .join("");

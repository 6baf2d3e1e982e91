/** Nested brackets around the texts of elements, broken into lines, long axes shortened. */
import { stridesOf, type Shape } from "@fluxion/core";

export interface LayoutStyle {
  /** Columns of a line. */
  maxLineWidth: number;
  separator: string;
  /** How many elements are shown at each end of an axis that is shortened. */
  edgeitems: number;
  /** Whether long axes are shortened. */
  summarize: boolean;
}

/** Indices shown along an axis of some length; `undefined` stands for the gap. */
export function shownIndices(
  length: number,
  { summarize, edgeitems }: Pick<LayoutStyle, "summarize" | "edgeitems">,
): (number | undefined)[] {
  if (!summarize || length <= 2 * edgeitems) return Array.from({ length }, (_, i) => i);
  const edge = Array.from({ length: edgeitems }, (_, i) => i);
  return [...edge, undefined, ...edge.map((i) => length - edgeitems + i)];
}

const GAP = "...";

/** Words in lines: a word that does not fit goes to the next line, unless the line has nothing else. */
function fill(words: readonly string[], indent: string, width: number, separator: string): string {
  const lines: string[] = [];
  let line = indent;
  words.forEach((word, i) => {
    if (line.length + word.length > width && line.length > indent.length) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += i === words.length - 1 ? word : word + separator;
  });
  return [...lines, line].join("\n");
}

/** The array as text; continued lines begin with `indent`. */
export function layout(shape: Shape, text: (position: number) => string, indent: string, style: LayoutStyle): string {
  const strides = stridesOf(shape);
  const { separator, maxLineWidth } = style;
  const level = (axis: number, position: number, hanging: string, width: number): string => {
    if (axis === shape.length) return text(position);
    const shown = shownIndices(shape[axis] as number, style);
    const items = shown.map((i) =>
      i === undefined ? GAP : level(axis + 1, position + i * (strides[axis] as number), `${hanging} `, width - 1),
    );
    const left = shape.length - axis;
    const body =
      left === 1
        ? fill(items, hanging, width - Math.max(separator.trimEnd().length, 1), separator)
        : items.map((item) => hanging + item).join(separator.trimEnd() + "\n".repeat(left - 1));
    return `[${body.slice(hanging.length)}]`;
  };
  return level(0, 0, indent, maxLineWidth);
}

/** What training looked like, for a terminal: a curve in braille dots and digits in half blocks. */
import { SIDE } from "./data.js";

const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** A curve on a logarithmic scale, of `width` × `height` characters; each has 2 × 4 dots. */
export function curve(values: readonly number[], width = 60, height = 8): string {
  const cells = Array.from({ length: height }, () => new Array<number>(width).fill(0));
  const columns = width * 2;
  const averages = Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * values.length) / columns));
    return values.slice(from, to).reduce((a, b) => a + b, 0) / (to - from);
  });
  const low = Math.min(...averages);
  const high = Math.max(...averages);
  const heightOf = (value: number): number => Math.log(value / low) / (Math.log(high / low) || 1);
  for (let column = 0; column < columns; column++) {
    const dot = Math.round((1 - heightOf(averages[column] as number)) * (height * 4 - 1));
    const row = cells[Math.floor(dot / 4)] as number[];
    const bits = DOTS[dot % 4] as readonly [number, number];
    row[column >> 1] = (row[column >> 1] as number) | bits[(column & 1) as 0 | 1];
  }
  const label = (value: number): string => value.toFixed(3).padStart(8);
  return cells
    .map(
      (row, i) =>
        `${i === 0 ? label(high) : i === height - 1 ? label(low) : " ".repeat(8)} ┤${row.map((bits) => String.fromCharCode(0x2800 + bits)).join("")}`,
    )
    .join("\n");
}

/** A digit as 14 lines of half blocks. */
export function digitLines(pixels: Float32Array): string[] {
  const on = (row: number, column: number): boolean => (pixels[row * SIDE + column] as number) > 0.4;
  return Array.from({ length: SIDE / 2 }, (_, line) =>
    Array.from({ length: SIDE }, (__, column) => {
      const [top, bottom] = [on(2 * line, column), on(2 * line + 1, column)];
      return top ? (bottom ? "█" : "▀") : bottom ? "▄" : " ";
    }).join(""),
  );
}

/** Digits side by side with a caption under each. */
export function gallery(digits: readonly { pixels: Float32Array; caption: string }[]): string {
  const drawn = digits.map(({ pixels }) => digitLines(pixels));
  const lines = Array.from({ length: SIDE / 2 }, (_, i) => drawn.map((digit) => digit[i]).join(" "));
  return [...lines, digits.map(({ caption }) => caption.padEnd(SIDE)).join(" ")].join("\n");
}

/** `[██████····]  60 %` */
export function bar(done: number, width = 28): string {
  const filled = Math.round(done * width);
  return `[${"█".repeat(filled)}${"·".repeat(width - filled)}] ${(done * 100).toFixed(0).padStart(3)} %`;
}

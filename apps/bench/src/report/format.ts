/** Numbers and tables as text. */

const digits = (value: number): string => value.toPrecision(3).replace(/e\+?(-?\d+)$/, "e$1");
const fixed = (value: number): string => (value >= 100 ? value.toFixed(0) : digits(value));

/** Milliseconds in the unit that suits them. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${fixed(ms / 1000)} s`;
  if (ms >= 1) return `${fixed(ms)} ms`;
  return ms >= 1e-3 ? `${fixed(ms * 1e3)} µs` : `${fixed(ms * 1e6)} ns`;
}

export const quantity = (value: number, unit: "ms" | "bytes"): string =>
  unit === "ms" ? duration(value) : `${value.toFixed(2)} B`;

export const times = (value: number | undefined): string => (value === undefined ? "" : `${value.toFixed(2)} ×`);

/** Columns of equal width: the first `left` ones to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[], left: number): string {
  const widths = (rows[0] ?? []).map((_, k) => Math.max(...rows.map((row) => [...(row[k] ?? "")].length)));
  const pad = (cell: string, k: number): string => {
    const space = " ".repeat((widths[k] ?? 0) - [...cell].length);
    return k < left ? cell + space : space + cell;
  };
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

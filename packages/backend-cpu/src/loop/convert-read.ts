/** How what a loop reads becomes an element: coordinates are whole numbers; as small integers they wrap like any other. */
import type { LoopAccess } from "@fluxion/core";

export function convertRead(access: LoopAccess, text: string): string {
  if (access.kind !== "coordinate") return text;
  if (access.dtype === "int8") return `(${text}) << 24 >> 24`;
  if (access.dtype === "uint8") return `(${text}) & 255`;
  return access.dtype === "float32" ? `Math.fround(${text})` : text;
}

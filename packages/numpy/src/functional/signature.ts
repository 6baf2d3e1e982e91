/** Signatures of functions on arrays: names for the axes that each argument and result of one call has. */
import { raise } from "@fluxion/core";

export interface Signature {
  readonly inputs: readonly (readonly string[])[];
  readonly outputs: readonly (readonly string[])[];
}

const SIDE = /^\s*\([^()]*\)(\s*,\s*\([^()]*\))*\s*$/;

function side(text: string, whole: string): string[][] {
  if (!SIDE.test(text))
    raise({
      code: "argument",
      what: `the signature ${JSON.stringify(whole)} is not understood`,
      where: "vectorize",
      fix: 'write it like "(n,k),(k,m)->(n,m)"',
    });
  return [...text.matchAll(/\(([^()]*)\)/g)].map(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  );
}

/** Reads a signature such as "(n),(n)->()". */
export function parseSignature(text: string): Signature {
  const sides = text.split("->");
  const [left = "", right = ""] = sides;
  if (sides.length !== 2)
    raise({
      code: "argument",
      what: `the signature ${JSON.stringify(text)} has ${sides.length - 1} arrows`,
      where: "vectorize",
      fix: 'write it like "(n,k),(k,m)->(n,m)"',
    });
  return { inputs: side(left, text), outputs: side(right, text) };
}

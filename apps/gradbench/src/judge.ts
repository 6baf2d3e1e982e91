/** Compares an answer with a float64 reference, each array on its own scale. */

/** Plain data: numbers, nested lists of them, and objects of these. */
export type Plain = number | readonly Plain[] | { readonly [field: string]: Plain };

const TOLERANCE = 1e-8;
/** An entry far below the largest one is compared on this part of that. */
const FLOOR = 1e-3;
const ZERO = 1e-12;

const isList = (x: unknown): x is readonly unknown[] => Array.isArray(x);
const flat = (x: unknown): number[] => (isList(x) ? x.flatMap(flat) : [x as number]);
const shape = (x: unknown): string => (isList(x) ? `[${x.length}${x.length > 0 ? shape(x[0]) : ""}]` : "");

function judgeArray(answer: unknown, reference: Plain, where: string): string[] {
  if (shape(answer) !== shape(reference))
    return [`${where} has shape ${shape(answer)}, but the reference has ${shape(reference)}`];
  const [y, r] = [flat(answer), flat(reference)];
  const most = r.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  const bad = r.findIndex((x, i) => {
    const distance = Math.abs((y[i] as number) - x);
    return !(most === 0 ? distance < ZERO : distance <= TOLERANCE * (Math.abs(x) + FLOOR * most));
  });
  return bad < 0 ? [] : [`${where}: element ${bad} is ${y[bad]}, but the reference has ${r[bad]}`];
}

/** What is wrong with an answer; nothing where it is right. */
export function judge(answer: unknown, reference: Plain, where = "output"): string[] {
  if (typeof reference === "number" || isList(reference)) return judgeArray(answer, reference, where);
  const given = typeof answer === "object" && answer !== null ? (answer as Record<string, unknown>) : {};
  return Object.entries(reference).flatMap(([field, value]) =>
    judge(given[field], value as Plain, `${where}.${field}`),
  );
}

/** Turns the dotted snake-case names of golden files into paths of the library's camel-case names. */

export const camelCase = (name: string): string =>
  name.replaceAll(/(?<=[A-Za-z0-9])_([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Where a name space of the files may live in the library, first choice first. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  "": ["np"],
  linalg: ["np.linalg", "linalg"],
  fft: ["np.fft", "fft"],
  special: ["special", "np.special", "scipy.special", "np"],
  signal: ["signal", "np.signal", "scipy.signal"],
  "scipy.linalg": ["scipy.linalg", "np.linalg", "linalg"],
  "scipy.fft": ["scipy.fft", "np.fft", "fft"],
  ops: ["ops", "np.ops", "np"],
};

function placesOf(space: string): readonly string[] {
  const known = Object.hasOwn(PLACES, space) ? PLACES[space] : undefined;
  if (known !== undefined) return known;
  return space.startsWith("stats.") ? [space, `scipy.${space}`, `np.${space}`] : [space, `np.${space}`];
}

/** The paths a function may have, first choice first. */
export function candidatePaths(fn: string): string[] {
  const dot = fn.lastIndexOf(".");
  const name = camelCase(fn.slice(dot + 1));
  return placesOf(dot < 0 ? "" : fn.slice(0, dot)).map(
    (place) => `${place.split(".").map(camelCase).join(".")}.${name}`,
  );
}

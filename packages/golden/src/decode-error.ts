/** The error of a golden file that is not as its README says. */
export class DecodeError extends Error {
  constructor(
    readonly path: string,
    readonly what: string,
  ) {
    super(`${path}: ${what}`);
    this.name = "DecodeError";
  }
}

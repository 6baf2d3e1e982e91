/** Thrown when a case turns out, while it is called, to need a function that the library does not have. */
export class NotCoveredError extends Error {
  constructor(readonly missing: string) {
    super(`the library has no ${missing}`);
  }
}

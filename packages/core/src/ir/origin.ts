/** Where an equation comes from: recorded only while somebody debugs. Mutates: what is being followed. */

export interface Origin {
  /** The user's line, as far as the engine's stack shows it. */
  readonly line: string | undefined;
  /** The transforms that made the equation of what the line says, outermost first. */
  readonly transforms: readonly string[];
}

let current: Origin | undefined;

/** The origin of the equation that is being transformed or evaluated. */
export const currentOrigin = (): Origin | undefined => current;

/** What `body` records or runs comes from where an equation comes from. */
export function following<R>(origin: Origin, body: () => R): R {
  const previous = current;
  current = origin;
  try {
    return body();
  } finally {
    current = previous;
  }
}

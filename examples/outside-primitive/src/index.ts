/** A primitive defined outside the library, on published packages only. */
export {};

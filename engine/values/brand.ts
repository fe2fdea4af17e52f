/** A `Base` that only its own maker may produce, so that a plain text is never taken for a checked one. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name }

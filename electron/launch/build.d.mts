/** Builds every host and the renderer into out/; whether it succeeded. `quiet` shows only what went wrong. */
export function build(options?: { quiet?: boolean }): boolean

/** Builds only when a source has changed since the last build; whether out/ is fresh now. */
export function buildIfStale(): boolean

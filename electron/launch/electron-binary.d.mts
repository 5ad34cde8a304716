/** Path of Electron's binary, or null when it is not on this machine. */
export function electronBinary(): string | null

/** Whether a window can open at all: on Linux that takes a display. */
export function hasDisplay(): boolean

/** Tries to fetch Electron's binary for a bounded time, and says so; its path, or null. */
export function fetchElectron(options?: { force?: boolean }): Promise<string | null>

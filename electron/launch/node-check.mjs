/** The oldest Node that the hosts run on: type stripping, zstd, and the native modules need it. */
export const OLDEST_NODE = 24

/**
 * Ends the process with one clear line on an older Node, before any native module is loaded
 * (some of them crash instead of refusing). Plain JavaScript, since an old Node must be able to read it.
 */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= OLDEST_NODE) return
  process.stderr.write(
    `Epoch needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}. ` +
      'Run "npm ci" without --ignore-scripts: it brings the right Node with it.\n',
  )
  process.exit(1)
}

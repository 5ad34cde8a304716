import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * The folder that both hosts and the command line use unless told otherwise:
 * the platform's place for application data.
 * @param env environment variables
 * @param platform as process.platform
 */
export function defaultDataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = os.homedir()
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Epoch')
  if (platform === 'win32') return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Epoch')
  return path.join(env.XDG_DATA_HOME || path.join(home, '.local', 'share'), 'epoch')
}

function findUpwards(from: string, name: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, name)
    if (fs.existsSync(candidate)) return candidate
    if (path.dirname(folder) === folder) throw new Error(`${name} is missing above ${from}`)
  }
}

export interface Resources {
  /** The built-in decks. */
  readonly decks: string
  /** The built renderer; null when it has not been built. */
  readonly renderer: string | null
  /** What a worker thread starts from. */
  readonly worker: URL
  readonly version: string
}

/**
 * Finds what ships beside the code, for a host that runs from the sources, from out/ or from a package.
 * @param moduleUrl import.meta.url of the host's entry
 */
export function findResources(moduleUrl: string): Resources {
  const here = path.dirname(fileURLToPath(moduleUrl))
  const manifest = findUpwards(here, 'package.json')
  const root = path.dirname(manifest)
  const renderer = path.join(root, 'out', 'renderer')
  const fromSources = moduleUrl.endsWith('.ts')
  const pkg: unknown = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  const version = typeof pkg === 'object' && pkg !== null && 'version' in pkg ? String(pkg.version) : '0.0.0'
  return {
    decks: path.join(root, 'decks'),
    renderer: fs.existsSync(path.join(renderer, 'index.html')) ? renderer : null,
    // From the sources, too, threads start from the bundle: stripping types in threads crashes V8 now and then.
    worker: fromSources
      ? pathToFileURL(path.join(root, 'out', 'main', 'worker.js'))
      : new URL('./worker.js', moduleUrl),
    version,
  }
}

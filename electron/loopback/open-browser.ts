import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

function onPath(program: string, env: NodeJS.ProcessEnv): boolean {
  return (env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => folder !== '' && fs.existsSync(path.join(folder, program)))
}

/**
 * Opens the default browser if there is one; the address has been printed already, so failing is quiet.
 * @param url address to open
 * @param env environment, for the display and the path
 * @param platform as process.platform
 * @returns whether a browser was asked
 */
export function openBrowser(url: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return false
  if (platform === 'linux' && !onPath('xdg-open', env)) return false
  const [command, args] =
    platform === 'darwin'
      ? ['open', [url]]
      : platform === 'win32'
        ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
        : ['xdg-open', [url]]
  const child = spawn(command, args as string[], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
  return true
}

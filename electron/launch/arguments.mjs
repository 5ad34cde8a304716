import path from 'node:path'

export const USAGE = `npm start -- [--browser | --desktop] [--data DIR] [--port N] [--no-open]

  --browser    serve the app on 127.0.0.1 and open the browser
  --desktop    open the Electron window, or say why it can't be opened
  --data DIR   keep the collection in this folder
  --port N     port for the browser (1 to 65535)
  --no-open    print the address, open nothing`

/**
 * Reads the arguments of `npm start`.
 * @param {string[]} args
 * @returns {{ mode: 'auto' | 'browser' | 'desktop', data: string | null, port: number | null, open: boolean } | { error: string }}
 */
export function readArguments(args) {
  const found = { mode: 'auto', data: null, port: null, open: true }
  const rest = args.flatMap((arg) => (/^--(data|port)=/.test(arg) ? [arg.slice(0, 6), arg.slice(7)] : [arg]))
  while (rest.length > 0) {
    const arg = rest.shift()
    if (arg === '--browser' || arg === '--desktop') {
      if (found.mode !== 'auto' && found.mode !== arg.slice(2)) return { error: 'Choose --browser or --desktop.' }
      found.mode = arg.slice(2)
    } else if (arg === '--no-open') found.open = false
    else if (arg === '--data') {
      const folder = rest.shift()
      if (!folder || folder.startsWith('--')) return { error: '--data needs a folder.' }
      found.data = path.resolve(process.env.INIT_CWD ?? process.cwd(), folder)
    } else if (arg === '--port') {
      const port = Number(rest.shift())
      if (!Number.isInteger(port) || port < 1 || port > 65535)
        return { error: '--port needs a number from 1 to 65535.' }
      found.port = port
    } else return { error: `Unknown argument: ${arg}` }
  }
  return found
}

import { builtinModules } from 'node:module'
import path from 'node:path'
import { build } from 'vite'
import { ROOT } from './host.ts'

/**
 * Bundles the worker for the tests as the build does for the program. Left to itself Node would strip the types of each
 * of its files in WebAssembly, anew in each thread; threads that come and go while it does so crash V8 now and then.
 * @param folder where the bundle goes; below the project, so that it finds the packages that are not bundled
 */
export async function bundleWorker(folder: string): Promise<string> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', '@open-spaced-repetition/binding'] },
    build: {
      ssr: 'electron/jobs/worker.ts',
      outDir: folder,
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        external: ['better-sqlite3', '@open-spaced-repetition/binding', /^node:/, ...builtinModules],
        output: { format: 'es', entryFileNames: 'worker.js' },
      },
    },
  })
  return path.join(folder, 'worker.js')
}

import path from 'node:path'
import { build } from 'vite'
import { ROOT } from './host.ts'

/**
 * A module of the renderer's content folder as one script; what it exports stands in the global `content`.
 * @param module e.g. `render.ts`
 */
export async function contentScript(module: string): Promise<string> {
  const output = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(ROOT, 'renderer', 'src', 'content', module), formats: ['iife'], name: 'content' },
    },
  })
  const [first] = Array.isArray(output) ? output : [output]
  const chunk = first && 'output' in first ? first.output.find((one) => one.type === 'chunk') : undefined
  if (!chunk) throw new Error('nothing was built')
  return chunk.code
}

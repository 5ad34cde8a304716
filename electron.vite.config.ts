import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const version = process.env.npm_package_version ?? '0.0.0'

/** KaTeX names each font in three formats; every Chromium reads the first, so the other two need not ship. */
const onlyWoff2 = {
  name: 'only-woff2',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!/katex[^?]*\.css/.test(id)) return null
    return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '')
  },
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: {
          desktop: 'electron/desktop/main.ts',
          loopback: 'electron/loopback/main.ts',
          cli: 'electron/cli/main.ts',
          worker: 'electron/jobs/worker.ts',
        },
        external: ['electron', 'better-sqlite3', '@open-spaced-repetition/binding', /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node24',
      rolldownOptions: {
        input: { preload: 'electron/desktop/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    define: { __APP_VERSION__: JSON.stringify(version) },
    plugins: [onlyWoff2, vue()],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // The script of the frame that cards are shown in stands alone: the host puts it into the frame's page.
        input: { index: 'renderer/index.html', 'card-frame': 'renderer/src/content/frame/inside.ts' },
        output: {
          entryFileNames: ({ name }) => (name === 'card-frame' ? 'assets/[name].js' : 'assets/[name]-[hash].js'),
          assetFileNames: ({ names }) =>
            names.includes('card-frame.css') ? 'assets/[name][extname]' : 'assets/[name]-[hash][extname]',
        },
      },
    },
  },
})

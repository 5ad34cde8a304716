import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { MixedOrder } from './support/order.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A suite: one folder under test/. */
const suite = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
})

export default defineConfig({
  root,
  plugins: [vue()],
  test: {
    pool: 'forks',
    // Unless told, vitest leaves a core free, and on two cores would run one file at a time.
    maxWorkers: '100%',
    sequence: { sequencer: MixedOrder },
    globalSetup: 'test/support/own-folder.ts',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // What is polled may take a while on a busy computer; unless told, vitest gives up after one second.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      suite('unit'),
      suite('contract'),
      suite('component', { environment: 'happy-dom' }),
      suite('architecture'),
      suite('security'),
      suite('recovery', { testTimeout: 120_000 }),
      suite('e2e', { testTimeout: 180_000 }),
      suite('desktop', { testTimeout: 180_000, fileParallelism: false }),
    ],
  },
})

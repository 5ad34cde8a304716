import { spawn } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './host.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs `epoch` as a person would: from the build while that is fresh, which it is in `npm test`, else from the sources. */
export function epoch(args: string[], options: { cwd?: string; env?: Record<string, string> } = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'electron', 'launch', 'epoch.mjs'), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...options.env, INIT_CWD: options.cwd ?? ROOT },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }))
  })
}

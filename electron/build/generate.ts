import fs from 'node:fs'
import path from 'node:path'
import { generatedFiles } from './generated.ts'

const root = path.resolve(import.meta.dirname, '..', '..')

for (const file of await generatedFiles(root)) {
  const target = path.join(root, ...file.path.split('/'))
  fs.mkdirSync(path.dirname(target), { recursive: true })
  fs.writeFileSync(target, file.text)
  console.log(`wrote ${file.path}`)
}

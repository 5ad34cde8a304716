/** Endings of what can be imported; a dropped folder holds much else. */
const READABLE =
  /\.(?:apkg|colpkg|anki2|anki21|anki21b|zip|cards|mem|csv|tsv|tab|txt|md|markdown|ya?ml|json|xml|gift|aiken)$/i
/** Files of one drop, and folders inside one another; what is beyond is left and told. */
const MOST_FILES = 200
const DEEPEST = 12

/** What was dropped: files to import, and how many that lie in folders are left. */
export interface Dropped {
  readonly files: readonly File[]
  /** Of a kind that cannot be imported, gone meanwhile, or beyond the first 200. */
  readonly left: number
  /** Whether a folder was among it. */
  readonly folder: boolean
}

/**
 * The files of a drop, those in folders too. What was dropped can be asked for only while the event is handled, so
 * this must be called before anything is awaited.
 */
export function droppedFiles(transfer: DataTransfer): Promise<Dropped> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file')
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? [])
  const plain = [...transfer.files]
  if (!entries.some(({ isDirectory }) => isDirectory)) return Promise.resolve({ files: plain, left: 0, folder: false })
  return inFolders(entries)
}

async function inFolders(entries: readonly FileSystemEntry[]): Promise<Dropped> {
  const files: File[] = []
  const names = new Set<string>()
  let left = 0
  const take = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (isFolder(entry)) {
      const inside = depth > DEEPEST ? null : await listed(entry)
      if (inside === null) left += 1
      else for (const inner of inside) await take(inner, depth + 1)
    } else if (isFile(entry) && !entry.name.startsWith('.')) {
      const wanted = files.length < MOST_FILES && (depth === 0 || READABLE.test(entry.name))
      const file = wanted ? await opened(entry) : null
      if (file === null) left += 1
      else files.push(named(file, entry, names))
    }
  }
  for (const entry of entries) await take(entry, 0)
  return { files, left, folder: true }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

/** Files of one name in different folders are different files: the second bears its folder's name too. */
function named(file: File, { fullPath }: FileSystemEntry, names: Set<string>): File {
  let name = file.name
  for (const folder of fullPath.split('/').slice(0, -1).reverse()) {
    if (!names.has(name) || folder === '') break
    name = `${folder} ${name}`
  }
  for (let count = 2; names.has(name); count += 1) name = `${count} ${file.name}`
  names.add(name)
  return name === file.name ? file : new File([file], name, { type: file.type, lastModified: file.lastModified })
}

/** Null when it is gone, or cannot be read. */
function opened(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(null)))
}

/** What is in a folder, by name; null when it cannot be read. Browsers hand it out in parts; an empty one is the last. */
async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[] | null> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[] | null>((resolve) =>
      reader.readEntries(resolve, () => resolve(null)),
    )
    if (part === null) return null
    if (part.length === 0) return all.sort((a, b) => a.name.localeCompare(b.name, 'en'))
    all.push(...part)
  }
}

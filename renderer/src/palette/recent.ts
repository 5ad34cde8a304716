const KEY = 'epoch.recent'
const KEPT = 8

/** Ids of what was chosen in the palette, the newest first. Cards are left out: their text stays in the collection. */
export function recentIds(storage: Storage = window.localStorage): string[] {
  return (storage.getItem(KEY) ?? '').split('\n').filter(Boolean)
}

/** Puts an id at the head of the recent ones. */
export function remember(id: string, storage: Storage = window.localStorage): void {
  if (id.startsWith('card:')) return
  const ids = [id, ...recentIds(storage).filter((other) => other !== id)].slice(0, KEPT)
  storage.setItem(KEY, ids.join('\n'))
}

import type { Area } from '../draft.ts'

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/**
 * The area after a key: arrows move it by a hundredth of the picture, with Shift they size it, with Ctrl in fine steps.
 * Null for any other key.
 */
export function moved(
  area: Area,
  { key, shiftKey, ctrlKey, altKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey'>,
  width: number,
): Area | null {
  const way = WAYS[key]
  if (!way || altKey) return null
  const step = ctrlKey ? 1 : width / 100
  const [dx, dy] = [way[0] * step, way[1] * step]
  return shiftKey
    ? { ...area, width: area.width + dx, height: area.height + dy }
    : { ...area, x: area.x + dx, y: area.y + dy }
}

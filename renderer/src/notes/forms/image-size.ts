/** Side of the drawing over a picture that has no size of its own, as an SVG may. */
const USUAL = 960

/** Width and height of an image in its own pixels; null when it cannot be shown. */
export function sizeOfImage(url: string): Promise<{ width: number; height: number } | null> {
  return new Promise((resolve) => {
    const image = new Image()
    image.onload = () => {
      const { naturalWidth: width, naturalHeight: height } = image
      resolve(width > 0 && height > 0 ? { width, height } : { width: USUAL, height: USUAL })
    }
    image.onerror = () => resolve(null)
    image.src = url
  })
}

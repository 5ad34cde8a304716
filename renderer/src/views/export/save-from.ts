/** Has the browser, or the window's save dialog, fetch a file of the host and keep it under a name. */
export function saveFrom(path: string, name: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}

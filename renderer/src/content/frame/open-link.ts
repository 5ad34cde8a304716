/** Opens an address that was clicked in a card, in a window of its own; anything but https goes nowhere. */
export function openLink(href: string): void {
  if (/^https:\/\/[^\s/]/i.test(href)) window.open(href, '_blank', 'noopener,noreferrer')
}

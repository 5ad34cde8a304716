import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { PORT, READY, readFromFrame, type FromFrame, type ToFrame } from './messages.ts'

/**
 * The other end of a card's frame. The frame says that it is there, and gets a port for the two of them; what is said
 * before that waits. Nobody else can speak on the port, and what comes from it is checked before it is believed.
 * @param element the frame
 * @param take what to do with a message of the frame
 */
export function useFrame(element: Readonly<ShallowRef<HTMLIFrameElement | null>>, take: (message: FromFrame) => void) {
  const port = shallowRef<MessagePort | null>(null)
  let latest: ToFrame | null = null

  function greet(event: MessageEvent): void {
    const frame = element.value?.contentWindow
    // A sandboxed frame without an origin of its own says 'null'.
    if (!frame || event.source !== frame || event.origin !== 'null' || event.data !== READY) return
    port.value?.close()
    const channel = new MessageChannel()
    channel.port1.onmessage = ({ data }) => {
      const message = readFromFrame(data)
      if (message) take(message)
    }
    // An opaque origin cannot be named; the port goes to the window that was just checked, and holds no secret.
    frame.postMessage(PORT, '*', [channel.port2])
    port.value = channel.port1
    if (latest) channel.port1.postMessage(latest)
    // It was given the focus before it could pass it on to its field.
    if (document.activeElement === element.value) channel.port1.postMessage({ type: 'focus' } satisfies ToFrame)
  }

  function show(message: Extract<ToFrame, { type: 'show' }>): void {
    latest = message
    port.value?.postMessage(message)
  }

  function tell(message: Exclude<ToFrame, { type: 'show' }>): void {
    port.value?.postMessage(message)
  }

  window.addEventListener('message', greet)
  onScopeDispose(() => {
    window.removeEventListener('message', greet)
    port.value?.close()
  })
  return { show, tell }
}

import { contextBridge, ipcRenderer } from 'electron'

/** The page's window, as far as the preload uses it; Node's types know no window. */
declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: string, origin: string, transfer: readonly unknown[]): void
}

/**
 * The only thing the page gets: a call that asks for a port to the app. The port arrives as a window message
 * 'epoch:port', since ports can't cross the context bridge.
 */
contextBridge.exposeInMainWorld('epoch', {
  connect(): void {
    const channel = new MessageChannel()
    ipcRenderer.postMessage('epoch:connect', null, [channel.port1])
    window.postMessage('epoch:port', window.location.origin, [channel.port2])
  },
})

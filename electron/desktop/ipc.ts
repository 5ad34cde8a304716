import { RPCHandler } from '@orpc/server/message-port'
import type { IpcMain } from 'electron'
import type { House } from '../services/house.ts'
import { isOurPage } from './guards/sender.ts'

/**
 * Serves the router over message ports, one for each page that asks; a stranger's port is closed unread.
 * @param ipc Electron's ipcMain
 * @param house what is served now; a page that is loaded again gets what is served then
 * @param warn told when a sender was refused
 */
export function serveRouter(ipc: IpcMain, house: House, warn: (words: string) => void): void {
  ipc.on('epoch:connect', (event) => {
    const [port] = event.ports
    if (!port) return
    if (!isOurPage(event.senderFrame)) {
      port.close()
      warn('refused a connection from a page that is not ours')
      return
    }
    const door = house.door()
    const rpc = new RPCHandler(door.router, { interceptors: [door.reportBugs] })
    rpc.upgrade(port, { context: {} })
    port.start()
  })
}

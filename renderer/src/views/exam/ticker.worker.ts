// Browsers slow the timers of a hidden page to one a minute; those of a worker keep their pace.
self.onmessage = (event: MessageEvent<number>) => void setInterval(() => self.postMessage(null), event.data)

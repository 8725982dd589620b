/** The processes this script has started. When the script is told to end, they are ended too, each by its own id. */
const children = new Set()
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
const graceMs = 3_000

export function adopt(child) {
  listen()
  children.add(child)
  child.once('close', () => children.delete(child))
  child.once('error', () => children.delete(child))
  return child
}

let isListening = false

function listen() {
  if (isListening) return
  isListening = true
  for (const signal of Object.keys(exitCodes)) process.on(signal, () => endAll(signal))
}

async function endAll(signal) {
  const waiting = [...children].map((child) => new Promise((resolve) => child.once('close', resolve)))
  for (const child of children) child.kill(signal)
  const force = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL')
  }, graceMs)
  await Promise.all(waiting)
  clearTimeout(force)
  process.exit(exitCodes[signal])
}

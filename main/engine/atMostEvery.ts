/** Does something at once, and while it is asked for again and again, at most every so many milliseconds. The last wish is heard. */
export function atMostEvery(ms: number, action: () => void): () => void {
  let doneAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const perform = () => {
    timer = undefined
    doneAt = Date.now()
    action()
  }
  return () => {
    if (timer) return
    const wait = doneAt + ms - Date.now()
    if (wait <= 0) perform()
    else timer = setTimeout(perform, wait).unref()
  }
}

/** Calls when there are more or fewer pixels for the same length, as on another screen. @returns a function that ends it */
export function onOtherScreen(listener: () => void): () => void {
  let query: MediaQueryList
  const follow = () => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    query.addEventListener('change', changed)
  }
  const end = () => query.removeEventListener('change', changed)
  const changed = () => {
    end()
    follow()
    listener()
  }
  follow()
  return end
}

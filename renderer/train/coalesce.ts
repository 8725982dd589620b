/**
 * Of many wishes to load the same thing only as many are carried out as are needed: a wish during the work is answered
 * by one more round after it.
 */
export function coalesce(work: () => Promise<void>): () => void {
  let isWorking = false
  let isWanted = false
  const round = async (): Promise<void> => {
    isWorking = true
    try {
      do {
        isWanted = false
        await work()
      } while (isWanted)
    } finally {
      isWorking = false
    }
  }
  return () => {
    if (isWorking) isWanted = true
    else void round()
  }
}

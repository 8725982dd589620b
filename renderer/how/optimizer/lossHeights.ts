/** Losses as heights from 0 to 1, by their logarithm: one corner of a plane may be a hundred times as high as the valley. */
export function lossRange(losses: Float32Array): readonly [least: number, most: number] {
  const finite = losses.filter((loss) => Number.isFinite(loss) && loss > 0)
  return [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))]
}

/** What is beyond all numbers is as high as can be. */
export function lossHeights(losses: Float32Array): Float32Array {
  const [least, most] = lossRange(losses).map(Math.log) as [number, number]
  return losses.map((loss) => {
    if (!Number.isFinite(loss)) return 1
    return most > least ? (Math.log(Math.max(loss, Math.exp(least))) - least) / (most - least) : 0
  })
}

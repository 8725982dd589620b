/**
 * Finds again, among files that are new, those that are missing elsewhere: renamed, moved to another folder, or written with
 * another composition of the same letters (macOS and Linux differ in é). Only what has one counterpart is matched.
 */

export type MovableFile = {
  readonly id: number
  readonly path: string
  readonly bytes: number
  /** Of the content (see readHeader); null when the file was never read. */
  readonly fingerprint: string | null
}
export type Move = { readonly missingId: number; readonly foundId: number }

/** The surest sign first. */
const signs: readonly ((file: MovableFile) => string | null)[] = [
  ({ path }) => path.normalize('NFC'),
  ({ fingerprint }) => fingerprint,
  ({ path, bytes }) => `${stemOf(path)}/${bytes}`,
]

export function matchMoved(missing: readonly MovableFile[], found: readonly MovableFile[]): Move[] {
  const moves: Move[] = []
  let restMissing = missing
  let restFound = found
  for (const sign of signs) {
    const fresh = pairsBy(sign, restMissing, restFound)
    const done = new Set(fresh.flatMap(({ missingId, foundId }) => [missingId, foundId]))
    restMissing = restMissing.filter(({ id }) => !done.has(id))
    restFound = restFound.filter(({ id }) => !done.has(id))
    for (const move of fresh) moves.push(move)
  }
  return moves
}

function pairsBy(
  sign: (file: MovableFile) => string | null,
  missing: readonly MovableFile[],
  found: readonly MovableFile[],
): Move[] {
  const bySign = Map.groupBy(found, sign)
  return [...Map.groupBy(missing, sign)].flatMap(([key, lost]) => {
    const candidates = bySign.get(key) ?? []
    const isCertain = key !== null && lost.length === 1 && candidates.length === 1
    return isCertain ? [{ missingId: lost[0]!.id, foundId: candidates[0]!.id }] : []
  })
}

/** The name of the file without folder and extension, by which people know it. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).normalize('NFC')
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(0, dot) : name
}

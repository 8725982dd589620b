/** Who carries out which command at the moment. What is on the screen offers its commands; nothing else can be run. */
import type { CommandId } from './commands.ts'

export type Offer = {
  readonly run: () => void
  /** Absent: always. While false the key is free for whatever has the focus. */
  readonly canRun?: () => boolean
  /** For commands that last as long as the key is held. */
  readonly end?: () => void
}

export type Offers = Partial<Record<CommandId, Offer | (() => void)>>

// The last to come is the one on top, such as a panel within an activity.
const offered = new Map<CommandId, Offer[]>()

/** @returns a function that takes the commands back */
export function offer(offers: Offers): () => void {
  const added = (Object.entries(offers) as [CommandId, Offer | (() => void)][]).map(
    ([id, given]) => [id, typeof given === 'function' ? { run: given } : given] as const,
  )
  for (const [id, one] of added) offered.set(id, [...(offered.get(id) ?? []), one])
  return () => {
    for (const [id, one] of added) {
      const rest = (offered.get(id) ?? []).filter((other) => other !== one)
      if (rest.length > 0) offered.set(id, rest)
      else offered.delete(id)
    }
  }
}

export const offerOf = (id: CommandId): Offer | null => offered.get(id)?.at(-1) ?? null
export const isOffered = (id: CommandId): boolean => offered.has(id)

export function canRun(id: CommandId): boolean {
  const found = offerOf(id)
  return found !== null && (found.canRun?.() ?? true)
}

/** As its key does when it is pressed and let go. @returns false when nothing on the screen can do it now */
export function runCommand(id: CommandId): boolean {
  if (!canRun(id)) return false
  const { run, end } = offerOf(id)!
  run()
  end?.()
  return true
}

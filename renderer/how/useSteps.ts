/** How many steps of something are done, by hand, by keys, or by themselves. */
import { useEffect, useState } from 'react'
import { useCommands } from '../keys/useCommands.ts'

/** How long a step stays while they play. */
const stepMs = 350
/** The first come one by one; later ones change little, and several come at a time. */
const strideAt = (count: number): number => 1 + Math.floor(count / 25)

export type Player = {
  readonly count: number
  readonly of: number
  readonly isPlaying: boolean
  readonly go: (count: number) => void
  readonly play: () => void
}

export function useSteps(of: number, first: number): Player {
  const [wanted, setCount] = useState(first)
  const [isPlaying, setIsPlaying] = useState(false)
  const count = Math.min(wanted, of)
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => setCount((now) => Math.min(of, now + strideAt(now))), stepMs)
    return () => clearInterval(timer)
  }, [isPlaying, of])
  const hasEnded = count === of
  if (isPlaying && hasEnded) setIsPlaying(false)
  const go = (next: number) => {
    setIsPlaying(false)
    setCount(Math.min(of, Math.max(0, next)))
  }
  const play = () => {
    if (hasEnded) setCount(0)
    setIsPlaying(!isPlaying)
  }
  useCommands({
    'how.stepOn': { run: () => go(count + 1), canRun: () => !hasEnded },
    'how.stepBack': { run: () => go(count - 1), canRun: () => count > 0 },
    'how.play': play,
  })
  return { count, of, isPlaying, go, play }
}

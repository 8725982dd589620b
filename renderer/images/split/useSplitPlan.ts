/** What the split dialog knows: how it is to be dealt, how images stand now, and how they would stand afterwards. */
import { useCallback, useEffect, useState } from 'react'
import { toPlainError } from '../../../shared/errors.ts'
import type { SplitReport } from '../../../shared/reports.ts'
import type { SplitSettings } from '../../../shared/split/settings.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

export type SplitPlan = {
  readonly settings: SplitSettings
  readonly change: (change: Partial<SplitSettings>) => void
  /** Null until asked for the first time. */
  readonly now: SplitReport | null
  readonly then: SplitReport | null
  /** Why nothing can be dealt, in the engine's words. */
  readonly problem: string | null
  readonly isBusy: boolean
  readonly apply: () => Promise<SplitReport | null>
  readonly mend: (imageIds: readonly number[] | null) => Promise<{ moved: number; heldByLocks: number } | null>
}

/** While someone types, the preview follows at this pace. */
const restMs = 200

/** @param looked rises when pictures were compared, so that near copies may be known that were not before */
export function useSplitPlan(initial: SplitReport, looked: number): SplitPlan {
  const revision = useProject((state) => state.revision)
  const [settings, setSettings] = useState<SplitSettings>({ ...initial.settings, keep: true })
  const [now, setNow] = useState<SplitReport | null>(initial)
  const [then, setThen] = useState<SplitReport | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again whenever images change or were compared
  useEffect(() => {
    let isCurrent = true
    const take = async () => {
      const [current, planned] = await Promise.all([
        call('split.report', { groups: settings.groups }),
        call('split.assign', { ...settings, dryRun: true }),
      ])
      if (!isCurrent) return
      setNow(current)
      setThen(planned)
      setProblem(null)
    }
    const timer = setTimeout(() => {
      take().catch((error: unknown) => isCurrent && setProblem(toPlainError(error).message))
    }, restMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [settings, revision, looked])

  const busily = useCallback(async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
    setIsBusy(true)
    try {
      return await work()
    } catch (error) {
      fail(error)
      return null
    } finally {
      setIsBusy(false)
    }
  }, [])

  return {
    ...{ settings, now, then, problem, isBusy },
    change: (change) => setSettings((before) => ({ ...before, ...change })),
    apply: () => busily(() => call('split.assign', settings)),
    mend: (imageIds) =>
      busily(() => call('split.mend', { groups: settings.groups, imageIds: imageIds && [...imageIds] })),
  }
}

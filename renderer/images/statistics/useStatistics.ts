import { useEffect, useState } from 'react'
import type { CallResponse, CategoryStatistics } from '../../../shared/api.ts'
import { fail } from '../../stores/messages.ts'
import { useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'

export type Statistics = CallResponse<'images.statistics'> & { readonly categories: readonly CategoryStatistics[] }
export type StatisticsState = {
  /** Null until the first answer. */
  readonly data: Statistics | null
  readonly isLoading: boolean
}

/** While someone works, the figures follow at this pace. */
const pauseMs = 250

/** The figures of what the filter lets through. */
export function useStatistics(filter: string): StatisticsState {
  const revision = useProject((state) => state.revision)
  const [state, setState] = useState<StatisticsState>({ data: null, isLoading: true })
  // biome-ignore lint/correctness/useExhaustiveDependencies: any change of the project may change the figures
  useEffect(() => {
    let isCurrent = true
    const load = async () => {
      try {
        const categories = await call('categories.statistics', { filter })
        const spread = await call('images.statistics', { filter })
        if (isCurrent) setState({ data: { ...spread, categories }, isLoading: false })
      } catch (error) {
        if (isCurrent) setState(({ data }) => ({ data, isLoading: false }))
        fail(error)
      }
    }
    setState(({ data }) => ({ data, isLoading: true }))
    const timer = setTimeout(load, pauseMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [filter, revision])
  return state
}

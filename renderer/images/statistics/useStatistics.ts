import type { CallResponse, CategoryStatistics } from '../../../shared/api.ts'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
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
  const { answer, isLoading } = useProjectAnswer({ ask: () => statisticsOf(filter), about: [filter], pauseMs })
  return { data: answer, isLoading }
}

async function statisticsOf(filter: string): Promise<Statistics> {
  const categories = await call('categories.statistics', { filter })
  return { ...(await call('images.statistics', { filter })), categories }
}

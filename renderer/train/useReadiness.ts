import type { ReadinessItem } from '../../shared/reports.ts'
import { useProjectAnswer } from '../stores/useProjectAnswer.ts'
import { call } from '../studio.ts'

/**
 * What the engine says about the project's fitness for training. Null until known.
 * @param size side of the network input in pixels; null while what is typed is no size
 */
export function useReadiness(size: number | null): readonly ReadinessItem[] | null {
  return useProjectAnswer({ ask: () => call('train.readiness', { size }), about: [size] }).answer
}

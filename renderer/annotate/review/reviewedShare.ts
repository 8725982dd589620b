/** How far the review of a project is. */
import type { ProjectInfo } from '../../../shared/model.ts'

type Counts = Pick<ProjectInfo, 'states' | 'imageCount'>

/** Rejected is decided too; broken files have no verdict and stay to be seen. */
export function reviewedShare({ states, imageCount }: Counts): { readonly reviewed: number; readonly total: number } {
  return { reviewed: states.verified + states.verifiedEmpty + states.rejected, total: imageCount }
}

/** Jobs that train runs of this list: while one is under way no other is begun. */
import type { JobKind } from '../../shared/model.ts'

export const trainingJobs: readonly JobKind[] = ['train', 'ensemble', 'search']

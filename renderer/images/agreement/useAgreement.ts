import { useMemo } from 'react'
import type { Labelling } from '../../../shared/labellingCalls.ts'
import { useProject } from '../../stores/project.ts'
import { useProjectAnswer } from '../../stores/useProjectAnswer.ts'
import { call } from '../../studio.ts'
import { useAgreementView } from './agreementView.ts'
import { type AgreementModel, agreementModel } from './model.ts'

/** While someone works, the answers follow at this pace. */
const pauseMs = 250

/** Null until the first answer. */
export function useLabellings(): readonly Labelling[] | null {
  return useProjectAnswer({ ask: () => call('labellings.list', {}), pauseMs }).answer
}

/** Null while it is read. */
export function useAgreement(labelling: Labelling): AgreementModel | null {
  const { id, kind } = labelling
  const ask = async () => ({ id, comparison: await call('labellings.compare', { id }) })
  const { answer } = useProjectAnswer({ ask, about: [id], pauseMs })
  const categories = useProject((state) => state.categories)
  const iou = useAgreementView((state) => state.iou)
  const comparison = answer?.id === id ? answer.comparison : null
  return useMemo(
    () => comparison && agreementModel({ comparison, kind, categories, iou }),
    [comparison, kind, categories, iou],
  )
}

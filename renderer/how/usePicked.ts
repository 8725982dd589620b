/** The run and the picture that the panels speak of: the run is that of Results, the picture that of the whole window. */
import { useCallback } from 'react'
import type { EvaluatedImage, Run } from '../../shared/reports.ts'
import { useOwnChoice } from '../results/resultsView.ts'
import { useActivity } from '../stores/activity.ts'
import { useProjectAnswer } from '../stores/useProjectAnswer.ts'
import { call } from '../studio.ts'
import { useRuns } from '../train/useRuns.ts'

export type PickedRun = {
  /** All whose inside can be shown, the newest first; null until they are known. */
  readonly runs: readonly Run[] | null
  readonly run: Run | null
}

/** A run that kept no weights has no inside, the folds of a cross-validation keep none, and an ensemble is that of its members. */
const hasInside = ({ bestEpoch, folds, ensemble }: Run): boolean =>
  bestEpoch !== null && folds === null && ensemble === null

export function usePickedRun(): PickedRun {
  const { runs: all } = useRuns()
  const runId = useOwnChoice('runId')
  const runs = all?.filter(hasInside) ?? null
  return { runs, run: runs?.find(({ id }) => id === runId) ?? runs?.[0] ?? null }
}

export type PickedImage = {
  readonly image: EvaluatedImage | null
  readonly place: number
  readonly count: number
  /** Null at the ends. */
  readonly beside: (step: 1 | -1) => number | null
}

const nothing: readonly number[] = []

/** The picture that was looked at last, else the first. Null until it is known, and where the project has none. */
export function usePickedImage(): PickedImage {
  const wanted = useActivity((state) => state.imageId)
  const list = useProjectAnswer({ ask: () => call('images.ids', { filter: '-is:broken' }) })
  const ids = list.answer ?? nothing
  const imageId = wanted !== null && ids.includes(wanted) ? wanted : (ids[0] ?? null)
  const { answer } = useProjectAnswer({
    ask: () => (imageId === null ? Promise.resolve(null) : call('images.get', { ids: [imageId] })),
    about: [imageId],
  })
  const place = imageId === null ? -1 : ids.indexOf(imageId)
  const beside = useCallback((step: 1 | -1) => ids[place + step] ?? null, [ids, place])
  const image = answer?.find(({ id }) => id === imageId)
  const isUsable = image?.width && image.height
  return {
    image: isUsable ? { ...image, width: image.width!, height: image.height! } : null,
    place,
    count: ids.length,
    beside,
  }
}

export const pickImage = (imageId: number): void => useActivity.setState({ imageId, annotationId: null })

/** Has the engine augment some pictures with the given settings; `again` does it with other random numbers. */
import { useCallback, useEffect, useState } from 'react'
import type { TrainPreview } from '../../shared/trainCalls.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { call } from '../studio.ts'

export type PreviewState = {
  readonly preview: TrainPreview | null
  readonly error: string | null
  readonly isLoading: boolean
  readonly again: () => void
}

const pictures = 12

export function usePreview(settings: TrainSettings): PreviewState {
  const [round, setRound] = useState(0)
  const [state, setState] = useState<Omit<PreviewState, 'again'>>({ preview: null, error: null, isLoading: true })
  useEffect(() => {
    let isWanted = true
    setState(({ preview }) => ({ preview, error: null, isLoading: true }))
    call('train.preview', { settings: { ...settings, seed: settings.seed + round }, pictures })
      .then((preview) => isWanted && setState({ preview, error: null, isLoading: false }))
      .catch((error: Error) => isWanted && setState({ preview: null, error: error.message, isLoading: false }))
    return () => {
      isWanted = false
    }
  }, [settings, round])
  return { ...state, again: useCallback(() => setRound((value) => value + 1), []) }
}

import { useEffect, useState } from 'react'
import { toPlainError } from '../../shared/errors.ts'
import type { DeviceReport } from '../../shared/reports.ts'
import type { TrainSettings } from '../../shared/trainSettings.ts'
import { activeJob, useJobs } from '../stores/jobs.ts'
import { call } from '../studio.ts'

export type DeviceChoice = TrainSettings['device']

export type Device =
  | { readonly kind: 'asking' }
  /** A job computes; a second process beside it would take its memory. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'known'; readonly report: DeviceReport }
  | { readonly kind: 'failed'; readonly message: string }

export function useDevice(choice: DeviceChoice): { readonly device: Device; readonly askAgain: () => void } {
  const isBusy = useJobs((state) => activeJob(state.jobs, ['train', 'evaluate', 'predict']) !== null)
  const [device, setDevice] = useState<Device>({ kind: 'asking' })
  const [attempt, setAttempt] = useState(0)
  const [known, setKnown] = useState<DeviceChoice | null>(null)
  const mayAsk = !isBusy || known === choice
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason to ask
  useEffect(() => {
    if (!mayAsk) return setDevice({ kind: 'busy' })
    let isWanted = true
    setDevice({ kind: 'asking' })
    call('train.device', { device: choice }).then(
      (report) => {
        if (!isWanted) return
        setDevice({ kind: 'known', report })
        setKnown(choice)
      },
      (error) => isWanted && setDevice({ kind: 'failed', message: toPlainError(error).message }),
    )
    return () => {
      isWanted = false
    }
  }, [choice, mayAsk, attempt])
  return { device, askAgain: () => setAttempt((count) => count + 1) }
}

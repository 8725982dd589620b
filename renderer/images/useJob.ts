import { useEffect, useState } from 'react'
import { finishJob } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'

/** A job started from a dialog: whether it runs, and its report, which goes when the dialog opens anew. */
export function useJob<Report>(isOpen: boolean): {
  readonly isBusy: boolean
  readonly report: Report | null
  readonly run: (start: () => Promise<{ readonly jobId: number }>) => void
} {
  const [isBusy, setIsBusy] = useState(false)
  const [report, setReport] = useState<Report | null>(null)
  useEffect(() => {
    if (isOpen) setReport(null)
  }, [isOpen])
  const run = async (start: () => Promise<{ readonly jobId: number }>) => {
    setIsBusy(true)
    try {
      setReport((await finishJob((await start()).jobId)) as Report)
    } catch (error) {
      fail(error)
    } finally {
      setIsBusy(false)
    }
  }
  return { isBusy, report, run: (start) => void run(start) }
}

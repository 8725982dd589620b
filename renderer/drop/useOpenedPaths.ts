import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { fail } from '../stores/messages.ts'
import { call, on } from '../studio.ts'
import { receiveDrop } from './receiveDrop.ts'

let isStarted = false

async function begin(take: (paths: readonly string[]) => Promise<void>): Promise<void> {
  const { open, paths } = await call('desktop.start', {})
  if (open !== null) await call('project.open', { path: open })
  await take(paths)
}

/** Files and folders named on the command line, at this start or at a second one, are taken as if they were dropped. */
export function useOpenedPaths(): void {
  const { t } = useTranslation()
  useEffect(() => {
    const take = (paths: readonly string[]) => receiveDrop(t, paths).catch(fail)
    // React mounts twice while developing; the command line is followed once.
    if (!isStarted) {
      isStarted = true
      begin(take).catch(fail)
    }
    return on('desktop.opened', ({ paths }) => void take(paths))
  }, [t])
}

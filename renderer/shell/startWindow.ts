/** What happens once when the window opens: listen, and play the demo when the command line says so. */

import { startAssistant } from '../stores/assistant.ts'
import { startJobs } from '../stores/jobs.ts'
import { startLastPlace } from '../stores/lastPlace.ts'
import { startLeaving } from '../stores/leaving.ts'
import { fail, startMessages } from '../stores/messages.ts'
import { startProject } from '../stores/project.ts'
import { call } from '../studio.ts'
import { startFolderNews } from './folderNews.ts'
import { playDemo } from './playDemo.ts'

let isStarted = false

export function startWindow(): () => void {
  const ends = [
    startMessages(),
    startProject(),
    startJobs(),
    startFolderNews(),
    startLastPlace(),
    startAssistant(),
    startLeaving(),
  ]
  // React mounts twice while developing; the command line is followed once.
  if (!isStarted) {
    isStarted = true
    followCommandLine().catch(fail)
  }
  return () => {
    for (const end of ends) end()
  }
}

async function followCommandLine(): Promise<void> {
  const start = await call('desktop.start', {})
  if (start.demo) await playDemo(start)
}

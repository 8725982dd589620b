import { useEffect } from 'react'
import styles from './App.module.css'
import { Annotate } from './annotate/Annotate.tsx'
import { AssistantDialog } from './assistant/AssistantDialog.tsx'
import { DecideDialog } from './assistant/DecideDialog.tsx'
import { DropTarget } from './drop/DropTarget.tsx'
import { How } from './how/How.tsx'
import { Images } from './images/Images.tsx'
import { Palette } from './palette/Palette.tsx'
import { Preferences } from './preferences/Preferences.tsx'
import { Results } from './results/Results.tsx'
import { showEndedRuns } from './results/showEndedRuns.ts'
import { Errors } from './shell/Errors.tsx'
import { KeyHelp } from './shell/KeyHelp.tsx'
import { LeaveDialog } from './shell/LeaveDialog.tsx'
import { Rail } from './shell/Rail.tsx'
import { Room } from './shell/Room.tsx'
import { StartScreen } from './shell/StartScreen.tsx'
import { StatusBar } from './shell/StatusBar.tsx'
import { startWindow } from './shell/startWindow.ts'
import { TitleBar } from './shell/TitleBar.tsx'
import { useWindowCommands } from './shell/useWindowCommands.ts'
import { type Activity, useActivity } from './stores/activity.ts'
import { useProject } from './stores/project.ts'
import { announceRuns } from './train/announceRuns.ts'
import { Train } from './train/Train.tsx'

const screens: Readonly<Record<Activity, () => React.JSX.Element>> = {
  images: Images,
  annotate: Annotate,
  train: Train,
  results: Results,
  how: How,
}

export function App() {
  useEffect(startWindow, [])
  useEffect(showEndedRuns, [])
  useEffect(announceRuns, [])
  useWindowCommands()
  const hasProject = useProject((state) => state.project !== null)
  const activity = useActivity((state) => state.activity)
  const Screen = screens[activity]
  return (
    <div className={styles.app}>
      <TitleBar />
      {hasProject ? (
        <div className={styles.middle}>
          <Rail />
          <Room activity={activity}>
            <Screen />
          </Room>
        </div>
      ) : (
        <StartScreen />
      )}
      <StatusBar />
      <Palette />
      <Preferences />
      <KeyHelp />
      <AssistantDialog />
      <DecideDialog />
      <LeaveDialog />
      <DropTarget />
      <Errors />
    </div>
  )
}

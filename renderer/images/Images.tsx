import { Tabs } from 'radix-ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../keys/useCommands.ts'
import { type RoomTab, showRoomTab, useImagesRoom } from '../stores/imagesRoom.ts'
import { clearImportRequest, useImportRequest } from '../stores/importRequest.ts'
import { fail } from '../stores/messages.ts'
import { useProject } from '../stores/project.ts'
import { addFolder } from './addFolder.ts'
import { AgreementPage } from './agreement/AgreementPage.tsx'
import { chooseControls } from './agreement/agreementView.ts'
import { ChecksPage } from './checks/ChecksPage.tsx'
import { ClassesPage } from './classes/ClassesPage.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { searchId } from './FilterBar.tsx'
import { BoxesPage } from './gallery/BoxesPage.tsx'
import { HistoryPage } from './history/HistoryPage.tsx'
import { ImagesPage, type RoomDialog } from './ImagesPage.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import styles from './RoomTabs.module.css'
import { RoomTabs } from './RoomTabs.tsx'

/** The room where many images and boxes are found, seen and corrected, one page for each way to look at them. */
export function Images() {
  const [dialog, setDialog] = useState<RoomDialog | null>(null)
  const project = useProject((state) => state.project)
  const tab = useImagesRoom((state) => state.tab)
  useRoomCommands(setDialog)
  const dropped = useImportRequest((state) => state.labels)
  useEffect(() => {
    if (dropped !== null) setDialog('import')
  }, [dropped])
  if (!project) return <div />
  const close = () => {
    setDialog(null)
    clearImportRequest()
  }
  return (
    <Tabs.Root
      className={styles.room}
      value={tab}
      onValueChange={(value) => showRoomTab(value as RoomTab)}
      activationMode="manual"
    >
      <RoomTabs />
      <Tabs.Content value="images" className={styles.page} tabIndex={-1}>
        <ImagesPage project={project} onDialog={setDialog} />
      </Tabs.Content>
      <Tabs.Content value="boxes" className={styles.page} tabIndex={-1}>
        <BoxesPage />
      </Tabs.Content>
      <Tabs.Content value="classes" className={styles.page} tabIndex={-1}>
        <ClassesPage />
      </Tabs.Content>
      <Tabs.Content value="checks" className={styles.page} tabIndex={-1}>
        <ChecksPage />
      </Tabs.Content>
      <Tabs.Content value="agreement" className={styles.page} tabIndex={-1}>
        <AgreementPage onCompare={() => setDialog('compare')} />
      </Tabs.Content>
      <Tabs.Content value="history" className={styles.page} tabIndex={-1}>
        <HistoryPage />
      </Tabs.Content>
      <ImportDialog
        isOpen={dialog === 'import' || dialog === 'compare'}
        onClose={close}
        source={dropped}
        merge={dialog === 'compare' ? 'apart' : 'keep'}
      />
      <ExportDialog isOpen={dialog === 'export'} onClose={close} />
    </Tabs.Root>
  )
}

function useRoomCommands(show: (dialog: RoomDialog) => void): void {
  const { t } = useTranslation()
  const project = useProject((state) => state.project)
  useCommands({
    'images.addFolder': () => void addFolder(t).catch(fail),
    'images.find': () => document.getElementById(searchId)?.focus(),
    'images.import': () => show('import'),
    'images.compareLabels': {
      run: () => {
        showRoomTab('agreement')
        show('compare')
      },
      canRun: () => (project?.imageCount ?? 0) > 0,
    },
    'images.export': { run: () => show('export'), canRun: () => (project?.annotationCount ?? 0) > 0 },
    'images.images': () => showRoomTab('images'),
    'images.boxes': () => showRoomTab('boxes'),
    'images.classes': () => showRoomTab('classes'),
    'images.checks': () => showRoomTab('checks'),
    'images.agreement': () => showRoomTab('agreement'),
    'images.history': () => showRoomTab('history'),
    'images.controls': { run: chooseControls, canRun: () => (project?.imageCount ?? 0) > 0 },
  })
}

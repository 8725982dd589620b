import { GraduationCap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { EmptyState } from '../design/EmptyState.tsx'
import { showActivity } from '../stores/activity.ts'
import { useProject } from '../stores/project.ts'
import styles from './How.module.css'
import { HowBar } from './HowBar.tsx'
import { useShownPanel } from './howView.ts'
import { Panel } from './Panel.tsx'
import { PanelList } from './PanelList.tsx'
import { panels } from './panels.ts'
import { usePickedImage, usePickedRun } from './usePicked.ts'

/** The course on the user's own picture and run: what the detector does, and how it came to do so. */
export function How() {
  const path = useProject((state) => state.project?.path ?? null)
  return <HowScreen key={path} />
}

function HowScreen() {
  const { runs, run } = usePickedRun()
  const picked = usePickedImage()
  const panel = useShownPanel()
  const isWithout = panels[panel].needs !== 'nothing' && runs !== null && run === null
  return (
    <div className={styles.screen}>
      <HowBar runs={runs ?? []} run={run} picked={picked} />
      <div className={styles.columns}>
        <PanelList shown={panel} />
        {isWithout ? <NoRun /> : runs && <Panel panel={panel} run={run} image={picked.image} />}
      </div>
    </div>
  )
}

function NoRun() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<GraduationCap size={32} aria-hidden="true" />}
      title={t('how.noRun.title')}
      text={t('how.noRun.text')}
    >
      <Button look="primary" onClick={() => showActivity('train')}>
        {t('results.noRun.button')}
      </Button>
    </EmptyState>
  )
}

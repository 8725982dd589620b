import { GraduationCap, Images, type LucideIcon, PenLine, Table2, Zap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Hint } from '../design/Hint.tsx'
import type { CommandId } from '../keys/commands.ts'
import { type Activity, activities, showActivity, useActivity } from '../stores/activity.ts'
import { activeJob, useJobs } from '../stores/jobs.ts'
import { useProject } from '../stores/project.ts'
import styles from './Rail.module.css'

const icons: Readonly<Record<Activity, LucideIcon>> = {
  images: Images,
  annotate: PenLine,
  train: Zap,
  results: Table2,
  how: GraduationCap,
}

const commandIds = {
  images: 'window.showImages',
  annotate: 'window.showAnnotate',
  train: 'window.showTrain',
  results: 'window.showResults',
  how: 'window.showHow',
} as const satisfies Record<Activity, CommandId>

/** The activities, each with its badge: images left to label, the running training in percent. */
export function Rail() {
  const { t } = useTranslation()
  const current = useActivity((state) => state.activity)
  const unlabelled = useProject((state) => state.project?.states.unlabelled ?? 0)
  const training = activeJob(
    useJobs((state) => state.jobs),
    ['train'],
  )
  const badges: Partial<Record<Activity, string>> = {
    ...(unlabelled > 0 ? { annotate: unlabelled > 999 ? '999+' : String(unlabelled) } : {}),
    ...(training ? { train: `${Math.floor((training.progress.value ?? 0) * 100)} %` } : {}),
  }
  return (
    <nav className={styles.rail} aria-label={t('rail.name')}>
      {activities.map((activity) => {
        const Icon = icons[activity]
        return (
          <Hint key={activity} text={t(`rail.${activity}`)} command={commandIds[activity]} side="right">
            <button
              type="button"
              className={styles.item}
              aria-label={[t(`rail.${activity}`), badges[activity]].filter(Boolean).join(' ')}
              aria-current={activity === current ? 'page' : undefined}
              onClick={() => showActivity(activity)}
            >
              <Icon size={20} aria-hidden="true" />
              {badges[activity] && <span className={styles.badge}>{badges[activity]}</span>}
            </button>
          </Hint>
        )
      })}
    </nav>
  )
}

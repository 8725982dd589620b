import { CircleCheck, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ReadinessItem } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import { setFilter, showActivity } from '../stores/activity.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'
import styles from './ReadinessList.module.css'
import { type Mend, type ReadinessLine, readinessLines } from './readiness.ts'
import { setSetting } from './trainView.ts'

const icons: Readonly<Record<ReadinessLine['severity'], LucideIcon>> = {
  ok: CircleCheck,
  warning: TriangleAlert,
  block: OctagonX,
}

/** Each step that mends something is one call, and can be undone like any other. */
const mends: Readonly<Record<Mend, (values: ReadinessItem['values']) => Promise<unknown>>> = {
  annotate: async () => showActivity('annotate'),
  split: () => call('split.assign', {}),
  splitAnew: () => call('split.assign', { keep: false }),
  mendLeaks: async () => {
    const { settings } = await call('split.report', {})
    await call('split.mend', { groups: settings.groups })
  },
  enlarge: async ({ better }) => setSetting('size', String(better)),
  showUnlabelled: async () => {
    setFilter('state:unlabelled')
    showActivity('images')
  },
}

export function ReadinessList({ items }: { readonly items: readonly ReadinessItem[] | null }) {
  const { t } = useTranslation()
  return (
    <section className={styles.readiness}>
      <h2>{t('train.readiness.title')}</h2>
      <ul className={styles.list}>
        {items && readinessLines(t, items).map((line) => <ReadinessEntry key={line.id} line={line} />)}
      </ul>
    </section>
  )
}

function ReadinessEntry({ line: { severity, text, mend, values } }: { readonly line: ReadinessLine }) {
  const { t } = useTranslation()
  const Icon = icons[severity]
  return (
    <li className={styles.entry}>
      <Icon size={16} className={styles[severity]} aria-label={t(`train.readiness.${severity}`)} />
      <div className={styles.words}>
        <p>{text}</p>
        {mend && (
          <Button onClick={() => void mends[mend](values).catch(fail)}>{t(`train.mend.${mend}`, values)}</Button>
        )}
      </div>
    </li>
  )
}

import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SplitLeak, SplitReport } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { thumbnailUrl } from '../../studio.ts'
import styles from './Split.module.css'

type LeakListProps = {
  readonly report: SplitReport
  readonly isLooking: boolean
  /** Brings the groups of these images together, or with null all; null when the parts shown are only planned. */
  readonly onMend: ((imageIds: readonly number[] | null) => void) | null
}

/** Groups of images in more than one part, with what mends it. */
export function LeakList({ report, isLooking, onMend }: LeakListProps) {
  const { t } = useTranslation()
  const { leaks, leakCount } = report
  if (leakCount === 0) {
    const isKnown = report.uncompared === 0 && !isLooking
    return <p className={styles.help}>{t(isKnown ? 'split.noLeaks' : 'split.noLeaksYet')}</p>
  }
  return (
    <section className={styles.leaks} aria-label={t('split.leaks', { count: leakCount })}>
      <div className={styles.row}>
        <h3 className={styles.leakTitle}>{t('split.leaks', { count: leakCount })}</h3>
        {onMend && <Button onClick={() => onMend(null)}>{t('split.mendAll')}</Button>}
      </div>
      <p className={styles.help}>{t(onMend ? 'split.leaksHelp' : 'split.leaksPlanned')}</p>
      <ul className={styles.leakItems}>
        {leaks.map((leak) => (
          <Leak key={`${leak.kind} ${leak.images[0]!.id}`} leak={leak} onMend={onMend} />
        ))}
      </ul>
    </section>
  )
}

function Leak({ leak, onMend }: { readonly leak: SplitLeak; readonly onMend: LeakListProps['onMend'] }) {
  const { t } = useTranslation()
  const { kind, images, imageCount } = leak
  return (
    <li className={styles.leak}>
      <span className={styles.leakKind}>{t(`split.leakKind.${kind}`, { count: imageCount })}</span>
      <span className={styles.leakImages}>
        {images.map(({ id, path, split, isLocked }) => (
          <span key={id} className={styles.leakImage} title={path}>
            <img src={thumbnailUrl(id)} alt={path} loading="lazy" decoding="async" draggable={false} />
            <span>
              {isLocked && <Lock size={10} aria-label={t('split.isLocked')} />} {t(`images.part.${split}`)}
            </span>
          </span>
        ))}
      </span>
      {onMend && (
        <Button
          aria-label={t('split.mendThese', { path: images[0]!.path })}
          onClick={() => onMend(images.map(({ id }) => id))}
        >
          {t('split.mend')}
        </Button>
      )}
    </li>
  )
}

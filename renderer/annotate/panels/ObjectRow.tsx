import { useTranslation } from 'react-i18next'
import { boxHeight, boxWidth } from '../../../shared/box.ts'
import type { Annotation, Category } from '../../../shared/model.ts'
import styles from './ObjectPanel.module.css'

type ObjectRowProps = {
  readonly annotation: Annotation
  readonly category: Category | null
  readonly isSelected: boolean
  readonly onChoose: (isAdded: boolean) => void
}

export function ObjectRow({ annotation, category, isSelected, onChoose }: ObjectRowProps) {
  const { t } = useTranslation()
  const facts = useFacts(annotation)
  return (
    <button
      type="button"
      className={styles.row}
      aria-pressed={isSelected}
      title={facts.join(', ')}
      onClick={(event) => onChoose(event.shiftKey || event.ctrlKey || event.metaKey)}
    >
      <span className={styles.swatch} style={{ background: category?.color }} />
      <span className={styles.name}>{category?.name ?? t('annotate.objects.noClass')}</span>
      <span className={styles.facts}>{facts.join(', ')}</span>
      <span className={`number ${styles.size}`}>
        {Math.round(boxWidth(annotation))}×{Math.round(boxHeight(annotation))}
      </span>
    </button>
  )
}

/** What a person or a file said about the object, in few words. */
function useFacts({ difficult, ignore, truncated, occluded, note }: Annotation): string[] {
  const { t } = useTranslation()
  const part = truncated ?? 0
  const percent = Math.round(part * 100)
  return [
    part >= 1 && t('annotate.objects.truncatedWhole'),
    part > 0 && part < 1 && t('annotate.objects.truncatedPart', { percent }),
    (occluded === 1 || occluded === 2) && t(`annotate.objects.occlusion.${occluded}`),
    difficult && t('annotate.objects.difficultShort'),
    ignore && t('annotate.objects.ignoreShort'),
    note !== '' && `“${note}”`,
  ].filter((fact) => fact !== false)
}

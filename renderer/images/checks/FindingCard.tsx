import { EyeOff, PenLine, Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Fix, waysToMend } from '../../../shared/mending.ts'
import { Button } from '../../design/Button.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { showImageFrom } from '../../stores/comeBack.ts'
import { useProject } from '../../stores/project.ts'
import styles from './Checks.module.css'
import { FindingPicture } from './FindingPicture.tsx'
import { dismissFinding, mend } from './findingActions.ts'
import { useFindingBoxes } from './useFindingBoxes.ts'
import type { ListedFinding } from './useFindings.ts'

type FindingCardProps = {
  readonly finding: ListedFinding
  readonly isCurrent: boolean
  readonly onTake: () => void
  readonly onDone: () => void
}

/** One finding: its boxes in their picture, and what can be done about them. */
export function FindingCard({ finding, isCurrent, onTake, onDone }: FindingCardProps) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const found = useFindingBoxes(finding.imageId)
  const boxes = finding.annotationIds.flatMap((id) => found?.annotations.find((box) => box.id === id) ?? [])
  const size = found && { width: found.image.width ?? 0, height: found.image.height ?? 0 }
  const ways = found && size ? waysToMend(finding, found.annotations, size) : []
  const nameOf = (categoryId: number | null) =>
    categories.find(({ id }) => id === categoryId)?.name ?? t('room.boxes.noClass')
  const act = (work: Promise<boolean>) => void work.then((isDone) => isDone && onDone())
  const actions = {
    open: () => showImageFrom('checks', finding.imageId, finding.annotationIds.at(-1)!),
    dismiss: () => found && act(dismissFinding(found, finding)),
    fix: (fix: Fix | undefined) => found && fix && act(mend(found, fix)),
  }
  const about = boxes.map((box) => `${nameOf(box.categoryId)} ${sizeText(box)}`).join(' · ')
  return (
    <article className={styles.card} data-current={isCurrent || undefined} onPointerDown={onTake} onFocus={onTake}>
      {isCurrent && <CardKeys actions={actions} best={ways[0]} />}
      <div className={styles.pictureFrame}>
        {size && boxes.length > 0 && (
          <FindingPicture
            imageId={finding.imageId}
            size={size}
            boxes={boxes}
            colorOf={(id) => categories.find((category) => category.id === id)?.color ?? 'var(--ink-2)'}
            label={about}
          />
        )}
      </div>
      <div className={styles.words}>
        <p className={styles.about}>{about}</p>
        <p className={styles.path}>{found?.image.path}</p>
        {found && ways.length === 0 && boxes.length > 0 && <p className={styles.path}>{t('room.checks.locked')}</p>}
        <div className={styles.buttons}>
          {ways.map((fix, index) => (
            <Button key={fix.box.id} look={index === 0 ? 'primary' : 'plain'} onClick={() => actions.fix(fix)}>
              {index === 0 && <Wrench size={14} aria-hidden="true" />}
              {t(`annotate.checks.fix.${wayOf(fix)}`, { name: nameOf(fix.box.categoryId) })}
            </Button>
          ))}
          <Button disabled={!found} onClick={actions.dismiss}>
            <EyeOff size={14} aria-hidden="true" />
            {t('room.checks.dismiss')}
          </Button>
          <Button onClick={actions.open}>
            <PenLine size={14} aria-hidden="true" />
            {t('room.boxes.open')}
          </Button>
        </div>
      </div>
    </article>
  )
}

type Actions = {
  readonly open: () => void
  readonly dismiss: () => void
  readonly fix: (fix: Fix | undefined) => void
}

/** The card in hand answers to the keys. */
function CardKeys({ actions, best }: { readonly actions: Actions; readonly best: Fix | undefined }) {
  useCommands({
    'checks.open': actions.open,
    'checks.dismiss': actions.dismiss,
    'checks.fix': () => actions.fix(best),
  })
  return null
}

function wayOf(fix: Fix): 'clip' | 'delete' | 'deleteNewer' | 'deleteOlder' {
  if (fix.kind === 'clip') return 'clip'
  if (!fix.kept) return 'delete'
  return fix.box.id > fix.kept.id ? 'deleteNewer' : 'deleteOlder'
}

function sizeText({ x1, y1, x2, y2 }: { x1: number; y1: number; x2: number; y2: number }): string {
  const side = (length: number) => (length < 10 ? length.toFixed(1) : String(Math.round(length)))
  return `${side(x2 - x1)} × ${side(y2 - y1)}`
}

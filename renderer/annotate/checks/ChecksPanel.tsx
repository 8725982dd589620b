import { ArrowLeftRight, ArrowRight, Check, EyeOff, TriangleAlert, Wrench } from 'lucide-react'
import { memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import type { Category } from '../../../shared/model.ts'
import type { Finding } from '../../../shared/rules.ts'
import { IconButton } from '../../design/Button.tsx'
import { useProject } from '../../stores/project.ts'
import { change } from '../act.ts'
import { type Editor, useEditor } from '../editor.ts'
import { perform } from '../perform.ts'
import { useViewOptions } from '../viewing/options.ts'
import styles from './ChecksPanel.module.css'
import { findingsOf, keyOfFinding, showFinding, shownFinding } from './findings.ts'
import { applyFix, dismiss, type Fix, fixesOf } from './fixes.ts'

/** More than this are more than anyone reads; the keys go through all. */
const mostRows = 50

/** What the rule checks find in the image, while it is being drawn in, each with its mending beside it. */
export function ChecksPanel() {
  // The picture comes first: the list follows when there is time.
  const looked = useDeferredValue(useLooked())
  return <Checks {...looked} />
}

type Looked = Pick<Editor, 'phase' | 'annotations' | 'size' | 'findingKey' | 'lastDrawnId'>

const useLooked = () =>
  useEditor(
    useShallow(
      ({ phase, annotations, size, findingKey, lastDrawnId }): Looked => ({
        phase,
        annotations,
        size,
        findingKey,
        lastDrawnId,
      }),
    ),
  )

const Checks = memo(function Checks(looked: Looked) {
  const { t } = useTranslation()
  const isReady = looked.phase.kind === 'ready'
  const findings = isReady ? findingsOf(looked) : []
  const shown = isReady ? shownFinding(looked) : null
  return (
    <section className={styles.panel} aria-label={t('annotate.checks.name')}>
      <header className={styles.header}>
        <h2>
          {t('annotate.checks.name')} <span className="number">{findings.length}</span>
        </h2>
        {findings.length === 0 && isReady && (
          <span className={styles.none}>
            <Check size={14} aria-hidden="true" /> {t('annotate.checks.none')}
          </span>
        )}
        <span className={styles.space} />
        <IconButton
          label={t('annotate.checks.next')}
          command="annotate.nextFinding"
          onClick={() => perform({ kind: 'nextFinding' })}
        >
          <ArrowRight size={14} />
        </IconButton>
      </header>
      {findings.length > 0 && (
        <ul className={styles.list} aria-label={t('annotate.checks.name')}>
          {findings.slice(0, mostRows).map((finding) => (
            <FindingRow key={keyOfFinding(finding)} finding={finding} isShown={finding === shown} looked={looked} />
          ))}
        </ul>
      )}
    </section>
  )
})

type FindingRowProps = { readonly finding: Finding; readonly isShown: boolean; readonly looked: Looked }

function FindingRow({ finding, isShown, looked }: FindingRowProps) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const fixes = fixesOf(finding, looked)
  const names = finding.annotationIds
    .map((id) => looked.annotations.find((annotation) => annotation.id === id)?.categoryId)
    .map((categoryId) => categories.find(({ id }) => id === categoryId)?.name ?? t('annotate.objects.noClass'))
  const kind = t(`annotate.checks.kinds.${finding.kind}`)
  return (
    <li className={styles.item} data-shown={isShown}>
      <button type="button" className={styles.text} aria-pressed={isShown} onClick={() => show(finding)}>
        <TriangleAlert size={13} className={styles.warning} aria-hidden="true" />
        <span>{t('annotate.checks.about', { kind, names: [...new Set(names)].join(' / ') })}</span>
      </button>
      {fixes.map((fix, index) => (
        <FixButton key={fix.box.id} fix={fix} categories={categories} isBest={index === 0} isShown={isShown} />
      ))}
      <IconButton
        label={t('annotate.checks.dismiss')}
        {...(isShown && { command: 'annotate.dismissFinding' as const })}
        onClick={() => change((editor) => dismiss(editor, finding))}
      >
        <EyeOff size={14} />
      </IconButton>
    </li>
  )
}

type FixButtonProps = {
  readonly fix: Fix
  readonly categories: readonly Category[]
  /** The one that the key does; the others are other ways. */
  readonly isBest: boolean
  readonly isShown: boolean
}

function FixButton({ fix, categories, isBest, isShown }: FixButtonProps) {
  const { t } = useTranslation()
  const name = categories.find(({ id }) => id === fix.box.categoryId)?.name ?? t('annotate.objects.noClass')
  const key =
    fix.kind === 'clip' ? 'clip' : !fix.kept ? 'delete' : fix.box.id > fix.kept.id ? 'deleteNewer' : 'deleteOlder'
  return (
    <IconButton
      label={t(`annotate.checks.fix.${key}`, { name })}
      {...(isBest && isShown && { command: 'annotate.fixFinding' as const })}
      onClick={() => change((editor) => applyFix(editor, fix))}
    >
      {isBest ? <Wrench size={14} /> : <ArrowLeftRight size={14} />}
    </IconButton>
  )
}

const show = (finding: Finding) =>
  change((editor) => ({ editor: showFinding(editor, finding, useViewOptions.getState().objectShare), edits: [] }))

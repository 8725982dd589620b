import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SplitReport } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Dialog } from '../../design/Dialog.tsx'
import { engineText } from '../../engineText.ts'
import { fail, note } from '../../stores/messages.ts'
import { call } from '../../studio.ts'
import { LeakList } from './LeakList.tsx'
import styles from './Split.module.css'
import { SplitForm } from './SplitForm.tsx'
import { SplitTable } from './SplitTable.tsx'
import { useComparison } from './useComparison.ts'
import { type SplitPlan, useSplitPlan } from './useSplitPlan.ts'

/** Deals images to parts: how on the left; on the right how they stand now, and how they would stand. */
export function SplitDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [initial, setInitial] = useState<SplitReport | null>(null)
  useEffect(() => {
    call('split.report', {})
      .then(setInitial)
      .catch((error) => {
        fail(error)
        onClose()
      })
  }, [onClose])
  if (initial) return <LoadedDialog initial={initial} onClose={onClose} />
  return (
    <Dialog title={t('split.title')} isOpen onClose={onClose} isFull>
      {null}
    </Dialog>
  )
}

type View = 'now' | 'then'

function LoadedDialog({ initial, onClose }: { readonly initial: SplitReport; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const comparison = useComparison(initial.uncompared)
  const plan = useSplitPlan(initial, comparison.ended)
  const [view, setView] = useState<View>(initial.unassigned > 0 ? 'then' : 'now')
  const [isRatio, setIsRatio] = useState(true)
  const { now, then } = plan
  const apply = async () => {
    const report = await plan.apply()
    if (!report) return
    note(t('split.done', { count: report.moved }))
    setView('now')
  }
  const mend = async (imageIds: readonly number[] | null) => {
    const result = await plan.mend(imageIds)
    if (result) note(mendedText(t, result))
  }
  const waitsForCopies = plan.settings.groups.byCopies && comparison.job !== null
  const canApply = isRatio && !plan.isBusy && !waitsForCopies && plan.problem === null && (then?.moved ?? 0) > 0
  const actions = (
    <Actions
      effect={effectText(t, plan, waitsForCopies)}
      isDone={view === 'now' && then?.moved === 0}
      canApply={canApply}
      onApply={() => void apply()}
      onClose={onClose}
    />
  )
  const shown = view === 'now' ? now : then
  return (
    <Dialog title={t('split.title')} isOpen onClose={onClose} isFull actions={actions}>
      <div className={styles.columns}>
        <SplitForm plan={plan} comparison={comparison} onRatio={setIsRatio} />
        <section className={styles.outcome} aria-label={t('split.outcome')}>
          <ViewChoice view={view} onChoose={setView} />
          {plan.problem !== null && view === 'then' && (
            <p className={styles.problem} role="alert">
              {engineText(plan.problem)}
            </p>
          )}
          {shown && !(plan.problem !== null && view === 'then') && (
            <>
              <SplitTable report={shown} />
              <LeakList
                report={shown}
                isLooking={comparison.job !== null}
                onMend={view === 'now' ? (ids) => void mend(ids) : null}
              />
            </>
          )}
        </section>
      </div>
    </Dialog>
  )
}

type ActionsProps = {
  readonly effect: string
  readonly isDone: boolean
  readonly canApply: boolean
  readonly onApply: () => void
  readonly onClose: () => void
}

/** When all is done, Enter, which may just have split the images, closes. */
function Actions({ effect, isDone, canApply, onApply, onClose }: ActionsProps) {
  const { t } = useTranslation()
  return (
    <>
      <span className={styles.effect} role="status">
        {effect}
      </span>
      <Button look={isDone ? 'primary' : 'plain'} onClick={onClose}>
        {t('common.close')}
      </Button>
      <Button look={isDone ? 'plain' : 'primary'} disabled={!canApply} onClick={onApply}>
        {t('split.apply')}
      </Button>
    </>
  )
}

function ViewChoice({ view, onChoose }: { readonly view: View; readonly onChoose: (view: View) => void }) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.views} aria-label={t('split.view')}>
      {(['now', 'then'] as const).map((choice) => (
        <label key={choice} className={styles.view} data-chosen={view === choice || undefined}>
          <input
            type="radio"
            name="split-view"
            className="spoken"
            checked={view === choice}
            onChange={() => onChoose(choice)}
          />
          {t(`split.views.${choice}`)}
        </label>
      ))}
    </fieldset>
  )
}

function effectText(t: TFunction, { then, problem }: SplitPlan, waitsForCopies: boolean): string {
  if (waitsForCopies) return t('split.waits')
  if (problem !== null || !then) return ''
  return then.moved === 0 ? t('split.noEffect') : t('split.effect', { count: then.moved })
}

function mendedText(t: TFunction, { moved, heldByLocks }: { moved: number; heldByLocks: number }): string {
  const held = heldByLocks > 0 ? ` ${t('split.held', { count: heldByLocks })}` : ''
  return `${t('split.mended', { count: moved })}${held}`
}

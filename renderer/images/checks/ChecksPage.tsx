import { Check, Wrench } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FindingKind, findingKinds } from '../../../shared/filter/terms.ts'
import { Button } from '../../design/Button.tsx'
import { EmptyState } from '../../design/EmptyState.tsx'
import { setFilter } from '../../stores/activity.ts'
import { showRoomTab } from '../../stores/imagesRoom.ts'
import styles from './Checks.module.css'
import { useChecksView } from './checksView.ts'
import { FindingList } from './FindingList.tsx'
import { mendAllOf } from './findingActions.ts'
import { type Findings, useFindings } from './useFindings.ts'

/** Boxes that look like slips of the hand, by rule: each is mended, or left as it is for good. */
export function ChecksPage() {
  const { t } = useTranslation()
  const chosen = useChecksView((state) => state.kind)
  const findings = useFindings(chosen)
  const { kind } = findings
  const counts = findings.data?.counts
  return (
    <section className={styles.page} aria-label={t('room.tab.checks')} aria-busy={findings.data === null}>
      <nav className={styles.rail} aria-label={t('room.checks.rules')}>
        {findingKinds.map((other) => (
          <button
            key={other}
            type="button"
            className={styles.rule}
            aria-pressed={other === kind}
            onClick={() => useChecksView.setState({ kind: other })}
          >
            <span className={styles.ruleName}>{t(`filter.value.${other}`)}</span>
            <span className="number">{counts?.[other] ?? '…'}</span>
          </button>
        ))}
      </nav>
      <div className={styles.middle}>
        <RuleHeader kind={kind} count={counts?.[kind] ?? 0} />
        <RuleFindings findings={findings} />
      </div>
    </section>
  )
}

type RuleHeaderProps = { readonly kind: FindingKind; readonly count: number }

function RuleHeader({ kind, count }: RuleHeaderProps) {
  const { t } = useTranslation()
  const [isBusy, setIsBusy] = useState(false)
  const fixAll = async () => {
    setIsBusy(true)
    await mendAllOf(kind)
    setIsBusy(false)
  }
  const showBoxes = () => {
    setFilter(`issue:${kind}`)
    showRoomTab('boxes')
  }
  return (
    <header className={styles.header}>
      <p className={styles.rule}>{t(`room.checks.explain.${kind}`)}</p>
      {count > 0 && (
        <>
          <Button onClick={showBoxes}>{t('room.checks.asBoxes')}</Button>
          <Button disabled={isBusy} onClick={() => void fixAll()}>
            <Wrench size={14} aria-hidden="true" />
            {t(`room.checks.fixAll.${kind}`, { count })}
          </Button>
        </>
      )}
    </header>
  )
}

function RuleFindings({ findings: { kind, data, hasFailed, hide } }: { readonly findings: Findings }) {
  const { t } = useTranslation()
  if (data === null) {
    return hasFailed ? (
      <EmptyState title={t('room.checks.failedTitle')} text={t('room.boxes.failedText')} />
    ) : (
      <p className={styles.loading}>{t('room.checks.loading')}</p>
    )
  }
  if (data.counts[kind] === 0) {
    const isAllClean = Object.values(data.counts).every((count) => count === 0)
    return (
      <EmptyState
        icon={<Check size={28} />}
        title={t('room.checks.noneTitle')}
        text={t(isAllClean ? 'room.checks.noneText' : 'room.checks.noneOfRuleText')}
      />
    )
  }
  return (
    <>
      <FindingList key={kind} findings={data.findings} onDone={hide} />
      {data.counts[kind] > data.findings.length && data.findings.length > 0 && (
        <p className={styles.more}>
          {t('room.checks.more', { shown: data.findings.length, total: data.counts[kind] })}
        </p>
      )}
    </>
  )
}

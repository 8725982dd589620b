import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type GroupRule, type NamePattern, namePatterns, patternProblem } from '../../../shared/split/groups.ts'
import { Button } from '../../design/Button.tsx'
import { Checkbox, Field, Select, TextInput } from '../../design/Field.tsx'
import { ProgressBar } from '../../design/ProgressBar.tsx'
import { jobTitle, timeLeft } from '../../shell/progressText.ts'
import styles from './Split.module.css'
import type { Comparison } from './useComparison.ts'
import type { SplitPlan } from './useSplitPlan.ts'

type Chosen = NamePattern | 'own'
const isPattern = (text: string): NamePattern | null =>
  (Object.keys(namePatterns) as NamePattern[]).find((name) => namePatterns[name] === text) ?? null

/** Which images belong together and go to the same part. */
export function GroupFields({ plan, comparison }: { readonly plan: SplitPlan; readonly comparison: Comparison }) {
  const { t } = useTranslation()
  const { groups } = plan.settings
  const change = (part: Partial<GroupRule>) => plan.change({ groups: { ...groups, ...part } })
  const report = plan.then ?? plan.now
  return (
    <fieldset className={styles.groups}>
      <legend>{t('split.groups')}</legend>
      <Checkbox label={t('split.byCopies')} isChecked={groups.byCopies} onChange={(byCopies) => change({ byCopies })} />
      <ComparisonState comparison={comparison} uncompared={report?.uncompared ?? 0} />
      <Checkbox label={t('split.byFolder')} isChecked={groups.byFolder} onChange={(byFolder) => change({ byFolder })} />
      <Checkbox
        label={t('split.byName')}
        isChecked={groups.namePattern !== null}
        onChange={(isOn) => change({ namePattern: isOn ? namePatterns.number : null })}
      />
      {groups.namePattern !== null && (
        <PatternFields pattern={groups.namePattern} onChange={(namePattern) => change({ namePattern })} />
      )}
      {report && report.groups.count > 0 && (
        <p className={styles.help}>
          {t('split.groupCount', { count: report.groups.count, largest: report.groups.largest })}
        </p>
      )}
      {report && report.groups.largest > report.dealable / 2 && report.dealable > 2 && (
        <p className={styles.warning}>{t('split.groupTooLarge')}</p>
      )}
    </fieldset>
  )
}

function PatternFields({
  pattern,
  onChange,
}: {
  readonly pattern: string
  readonly onChange: (pattern: string) => void
}) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Chosen>(isPattern(pattern) ?? 'own')
  const names: Chosen[] = [...(Object.keys(namePatterns) as NamePattern[]), 'own']
  const problem = patternProblem(pattern)
  const choose = (value: Chosen) => {
    setChosen(value)
    if (value !== 'own') onChange(namePatterns[value])
  }
  const type = (typed: string) => {
    setChosen('own')
    onChange(typed)
  }
  return (
    <div className={styles.indented}>
      <Field label={t('split.pattern')}>
        {(id) => (
          <Select
            id={id}
            value={chosen}
            choices={names.map((value) => ({ value, label: t(`split.patterns.${value}`) }))}
            onChoose={choose}
          />
        )}
      </Field>
      <Field
        label={t('split.expression')}
        help={t('split.expressionHelp')}
        {...(problem === null ? {} : { error: t('split.expressionError', { reason: problem }) })}
      >
        {(id) => (
          <TextInput id={id} className={styles.code} value={pattern} onChange={(event) => type(event.target.value)} />
        )}
      </Field>
    </div>
  )
}

type ComparisonStateProps = { readonly comparison: Comparison; readonly uncompared: number }

function ComparisonState({ comparison, uncompared }: ComparisonStateProps) {
  const { t } = useTranslation()
  const { job, unreadable } = comparison
  if (job) {
    return (
      <div className={styles.indented}>
        <div className={styles.row}>
          <ProgressBar label={jobTitle(t, job)} value={job.progress.value} />
          <Button onClick={comparison.cancel}>{t('common.cancel')}</Button>
        </div>
        <p className={styles.help}>
          {jobTitle(t, job)} {timeLeft(t, job.progress.secondsLeft)}
        </p>
      </div>
    )
  }
  if (uncompared === 0) return null
  if (unreadable > 0) return <p className={styles.help}>{t('split.unreadable', { count: unreadable })}</p>
  return (
    <div className={styles.indented}>
      <p className={styles.help}>{t('split.uncompared', { count: uncompared })}</p>
      <Button onClick={comparison.start}>{t('split.compare')}</Button>
    </div>
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { mergeRule, splitTaking } from '../../../shared/exchange/importSettings.ts'
import type { ImportReport } from '../../../shared/reports.ts'
import { Field, Select } from '../../design/Field.tsx'
import { JobProgress } from '../../shell/JobProgress.tsx'
import styles from '../exchange/Exchange.module.css'
import { ReportView } from '../exchange/ReportView.tsx'
import { ClassMappingTable } from './ClassMappingTable.tsx'
import { ImagesOffer } from './ImagesOffer.tsx'
import { ImportFacts } from './ImportFacts.tsx'
import { importEntries } from './importEntries.ts'
import type { Import } from './useImport.ts'

/** What would come in: the facts and rules on the left, classes and every file on the right. */
export function PlanStep({ course, plan }: { readonly course: Import; readonly plan: ImportReport }) {
  const { t } = useTranslation()
  const entries = useMemo(() => importEntries(t, plan), [t, plan])
  const hasParts = (course.detection?.candidates ?? []).some(({ parts }) => parts.length > 0)
  return (
    <div className={styles.columns}>
      <section className={styles.column} aria-label={t('exchange.outcome')}>
        {plan.isEmpty && (
          <p className={styles.failure} role="alert">
            {t('exchange.wouldBeEmpty')}
          </p>
        )}
        <ImportFacts report={plan} />
        {plan.unmatchedFiles > 0 && <ImagesOffer course={course} />}
        <Field label={t('exchange.merge')} help={t(`exchange.mergeHelp.${course.rules.merge}`)}>
          {(id) => (
            <Select
              id={id}
              value={course.rules.merge}
              choices={mergeRule.options.map((value) => ({ value, label: t(`exchange.mergeRule.${value}`) }))}
              onChoose={(merge) => course.setRules({ merge })}
            />
          )}
        </Field>
        {(hasParts || plan.splitImages > 0) && (
          <Field label={t('exchange.splits')}>
            {(id) => (
              <Select
                id={id}
                value={course.rules.splits}
                choices={splitTaking.options.map((value) => ({ value, label: t(`exchange.splitRule.${value}`) }))}
                onChoose={(splits) => course.setRules({ splits })}
              />
            )}
          </Field>
        )}
        {course.isBusy && <JobProgress jobId={course.jobId} />}
      </section>
      <section className={styles.column} aria-label={t('exchange.details')}>
        {plan.classes.length > 0 && <ClassMappingTable course={course} plan={plan} />}
        <ReportView entries={entries} name={`import-${plan.format}`} />
      </section>
    </div>
  )
}

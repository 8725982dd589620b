import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Checkbox } from '../../design/Field.tsx'
import { fail, note } from '../../stores/messages.ts'
import { type CountedCategory, useProject } from '../../stores/project.ts'
import { call } from '../../studio.ts'
import { BarChart } from './BarChart.tsx'
import { ClassBars } from './ClassBars.tsx'
import { statisticsCsv } from './csv.ts'
import { aspectBars, imageBars, sizeBars } from './histograms.ts'
import { PositionMap } from './PositionMap.tsx'
import { SizeScatter } from './SizeScatter.tsx'
import styles from './Statistics.module.css'
import type { Statistics, StatisticsState } from './useStatistics.ts'

type StatisticsPanelProps = {
  readonly statistics: StatisticsState
  readonly categories: readonly CountedCategory[]
}

/** Figures of the boxes that the filter lets through. What is clicked or framed in them becomes part of the filter. */
export function StatisticsPanel({ statistics: { data, isLoading }, categories }: StatisticsPanelProps) {
  const { t } = useTranslation()
  const [isLog, setIsLog] = useState(false)
  const project = useProject((state) => state.project)
  const save = async (figures: Statistics) => {
    const suggestion = `${project?.path.replace(/\.boxwright$/i, '')}-classes.csv`
    const text = statisticsCsv(figures, categories)
    const path = await call('desktop.saveText', { title: t('room.statistics.saveCsv'), suggestion, text })
    if (path) note(t('room.statistics.saved', { path }))
  }
  if (!data) {
    return (
      <section className={styles.panel} aria-label={t('room.statistics.title')} aria-busy={isLoading}>
        <p className={styles.empty}>{t(isLoading ? 'room.statistics.loading' : 'room.boxes.failedText')}</p>
      </section>
    )
  }
  const hasBoxes = data.categories.some(({ boxes }) => boxes > 0)
  return (
    <section className={styles.panel} aria-label={t('room.statistics.title')} aria-busy={isLoading}>
      <header className={styles.header}>
        <h2>{t('room.statistics.title')}</h2>
        <Checkbox label={t('room.statistics.log')} isChecked={isLog} onChange={setIsLog} />
        <Button disabled={categories.length === 0} onClick={() => save(data).catch(fail)}>
          <Download size={14} aria-hidden="true" />
          {t('room.statistics.saveCsv')}
        </Button>
      </header>
      {hasBoxes ? (
        <div className={styles.charts}>
          <ClassBars categories={categories} figures={data.categories} isLog={isLog} />
          <SizeScatter categories={categories} figures={data.categories} />
          <PositionMap positions={data.positions} />
          <BarChart field="size" title={t('room.statistics.size')} bars={sizeBars(data)} isLog={isLog} />
          <BarChart field="aspect" title={t('room.statistics.aspect')} bars={aspectBars(data)} isLog={isLog} />
          <BarChart field="count" title={t('room.statistics.perImage')} bars={imageBars(data)} isLog={isLog} />
        </div>
      ) : (
        <p className={styles.empty}>{t('room.statistics.empty')}</p>
      )}
    </section>
  )
}

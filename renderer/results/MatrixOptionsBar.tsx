import { useTranslation } from 'react-i18next'
import type { Normalisation } from '../../shared/metrics/confusionReading.ts'
import { Checkbox } from '../design/Field.tsx'
import { InlineSelect } from './InlineSelect.tsx'
import styles from './MatrixOptionsBar.module.css'
import { changeView, useResultsView } from './resultsView.ts'

const normalisations: readonly Normalisation[] = ['none', 'row', 'column']

export function MatrixOptionsBar() {
  const { t } = useTranslation()
  const normalisation = useResultsView((state) => state.normalisation)
  const hidesDiagonal = useResultsView((state) => state.hidesDiagonal)
  return (
    <div className={styles.bar}>
      <h2>{t('results.matrix.title')}</h2>
      <InlineSelect
        label={t('results.matrix.show')}
        value={normalisation}
        choices={normalisations.map((value) => ({ value, label: t(`results.matrix.normalisation.${value}`) }))}
        onChoose={(value) => changeView({ normalisation: value })}
      />
      <Checkbox
        label={t('results.matrix.hideDiagonal')}
        isChecked={hidesDiagonal}
        onChange={(isChecked) => changeView({ hidesDiagonal: isChecked })}
      />
    </div>
  )
}

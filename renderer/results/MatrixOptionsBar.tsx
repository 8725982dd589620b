import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Normalisation } from '../../shared/metrics/confusionReading.ts'
import { Checkbox } from '../design/Field.tsx'
import { InlineSelect } from './InlineSelect.tsx'
import styles from './MatrixOptionsBar.module.css'
import { SaveMatrixMenu, type ShownMatrix } from './matrix/SaveMatrixMenu.tsx'
import { changeView, useOwnChoice } from './resultsView.ts'

const normalisations: readonly Normalisation[] = ['none', 'row', 'column']
/** Below how many labels classes share a line. */
const leastLabels = ['0', '5', '10', '30', '100'] as const

type MatrixOptionsBarProps = { readonly readShown: () => ShownMatrix }

export const MatrixOptionsBar = memo(function MatrixOptionsBar({ readShown }: MatrixOptionsBarProps) {
  const { t } = useTranslation()
  const normalisation = useOwnChoice('normalisation')
  const least = useOwnChoice('leastLabels')
  const hidesDiagonal = useOwnChoice('hidesDiagonal')
  const isSwapped = useOwnChoice('isSwapped')
  const isSorted = useOwnChoice('isSorted')
  const share = (shares: Normalisation) => {
    if (shares === 'none') return t('results.matrix.normalisation.none')
    // What is predicted lies in the rows unless they were swapped.
    const line = (shares === 'row') === isSwapped ? 'column' : 'row'
    return t(`results.matrix.normalisation.${shares}`, { line: t(`results.matrix.line.${line}`) })
  }
  return (
    <div className={styles.bar}>
      <h2>{t('results.matrix.title')}</h2>
      <InlineSelect
        label={t('results.matrix.show')}
        value={normalisation}
        choices={normalisations.map((value) => ({ value, label: share(value) }))}
        onChoose={(value) => changeView({ normalisation: value })}
      />
      <SaveMatrixMenu readShown={readShown} isShare={normalisation !== 'none'} />
      <InlineSelect
        label={t('results.matrix.rareClasses')}
        value={leastLabels.find((value) => Number(value) === least) ?? '0'}
        choices={leastLabels.map((value) => ({
          value,
          label:
            value === '0' ? t('results.matrix.eachAlone') : t('results.matrix.fewerThan', { count: Number(value) }),
        }))}
        onChoose={(value) => changeView({ leastLabels: Number(value) })}
      />
      <Checkbox
        label={t('results.matrix.hideDiagonal')}
        isChecked={hidesDiagonal}
        onChange={(isChecked) => changeView({ hidesDiagonal: isChecked })}
      />
      <Checkbox
        label={t('results.matrix.swap')}
        isChecked={isSwapped}
        onChange={(isChecked) => changeView({ isSwapped: isChecked })}
      />
      <Checkbox
        label={t('results.matrix.sort')}
        isChecked={isSorted}
        onChange={(isChecked) => changeView({ isSorted: isChecked })}
      />
    </div>
  )
})

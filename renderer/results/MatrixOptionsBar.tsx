import { useTranslation } from 'react-i18next'
import type { Normalisation } from '../../shared/metrics/confusionReading.ts'
import { Checkbox } from '../design/Field.tsx'
import { InlineSelect } from './InlineSelect.tsx'
import styles from './MatrixOptionsBar.module.css'
import type { MatrixSheet } from './matrix/matrixSheet.ts'
import { SaveMatrixMenu } from './matrix/SaveMatrixMenu.tsx'
import { changeView, useOwnView } from './resultsView.ts'

const normalisations: readonly Normalisation[] = ['none', 'row', 'column']
/** Below how many labels classes share a line. */
const leastLabels = ['0', '5', '10', '30', '100'] as const

type MatrixOptionsBarProps = { readonly sheet: MatrixSheet; readonly title: readonly [string, string] }

export function MatrixOptionsBar({ sheet, title }: MatrixOptionsBarProps) {
  const { t } = useTranslation()
  const view = useOwnView()
  const share = (normalisation: Normalisation) => {
    if (normalisation === 'none') return t('results.matrix.normalisation.none')
    // What is predicted lies in the rows unless they were swapped.
    const line = (normalisation === 'row') === view.isSwapped ? 'column' : 'row'
    return t(`results.matrix.normalisation.${normalisation}`, { line: t(`results.matrix.line.${line}`) })
  }
  return (
    <div className={styles.bar}>
      <h2>{t('results.matrix.title')}</h2>
      <InlineSelect
        label={t('results.matrix.show')}
        value={view.normalisation}
        choices={normalisations.map((value) => ({ value, label: share(value) }))}
        onChoose={(value) => changeView({ normalisation: value })}
      />
      <SaveMatrixMenu sheet={sheet} title={title} isShare={view.normalisation !== 'none'} />
      <InlineSelect
        label={t('results.matrix.rareClasses')}
        value={leastLabels.find((value) => Number(value) === view.leastLabels) ?? '0'}
        choices={leastLabels.map((value) => ({
          value,
          label:
            value === '0' ? t('results.matrix.eachAlone') : t('results.matrix.fewerThan', { count: Number(value) }),
        }))}
        onChoose={(value) => changeView({ leastLabels: Number(value) })}
      />
      <Checkbox
        label={t('results.matrix.hideDiagonal')}
        isChecked={view.hidesDiagonal}
        onChange={(isChecked) => changeView({ hidesDiagonal: isChecked })}
      />
      <Checkbox
        label={t('results.matrix.swap')}
        isChecked={view.isSwapped}
        onChange={(isChecked) => changeView({ isSwapped: isChecked })}
      />
      <Checkbox
        label={t('results.matrix.sort')}
        isChecked={view.isSorted}
        onChange={(isChecked) => changeView({ isSorted: isChecked })}
      />
    </div>
  )
}

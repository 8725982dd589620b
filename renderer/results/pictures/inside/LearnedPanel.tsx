import { useTranslation } from 'react-i18next'
import { rateText, shortNumber } from '../../../charts/figureText.ts'
import { InlineSelect } from '../../InlineSelect.tsx'
import { learnedFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Formula } from './InsidePanel.tsx'
import { placeOf } from './inside.ts'
import { chosenLabel, chosenLearner, learnersOf } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { look } from './insideView.ts'

export function LearnedPanel({ looked: { inside, view } }: { readonly looked: Looked }) {
  const { t } = useTranslation()
  const label = chosenLabel(inside, view)
  if (label === null) return <p className={styles.note}>{t('results.inside.noLabels')}</p>
  const learned = learnersOf(inside, label)
  const chosen = chosenLearner(inside, view)
  return (
    <>
      <InlineSelect
        label={t('results.inside.label')}
        value={String(label)}
        choices={inside.labels.map(({ category, box: [x1, y1, x2, y2] }, place) => ({
          value: String(place),
          label: `${place + 1}: ${inside.categories[category]?.name ?? t('results.image.outcome.ignored')} ${Math.round(x2 - x1)} × ${Math.round(y2 - y1)}`,
        }))}
        onChoose={(value) => look({ label: Number(value) })}
      />
      <p className={styles.verdict}>{t('results.inside.learners', { count: learned.length })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('results.inside.stride')}</th>
            <th scope="col">{t('results.inside.cellColumn')}</th>
            <th scope="col">{t('results.inside.anchor')}</th>
            <th scope="col">{t('results.inside.fit')}</th>
            <th scope="col">{t('results.inside.reached')}</th>
          </tr>
        </thead>
        <tbody>
          {learned.map(({ row, fit, reached }) => {
            const { scale, cell, size } = placeOf(inside, row)
            return (
              <tr key={row} aria-selected={row === chosen?.row}>
                <th scope="row">{inside.strides[scale]}</th>
                <td>
                  {cell.x}, {cell.y}
                </td>
                <td>
                  <button type="button" className={styles.pick} onClick={() => look({ row })}>
                    {shortNumber(size.width)} × {shortNumber(size.height)}
                  </button>
                </td>
                <td>{rateText(fit, 2)}</td>
                <td>{rateText(reached, 2)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {chosen && <Formula lines={learnedFormula(inside, chosen)} />}
      <p className={styles.note}>{t('results.inside.clickLabel')}</p>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { rateText, shortNumber, undefinedFigure } from '../../../charts/figureText.ts'
import { boxFormula, scoreFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Formula } from './InsidePanel.tsx'
import { isJudged, placeOf, rowsOfCell, verdictOf } from './inside.ts'
import { chosenCell } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { look } from './insideView.ts'
import { ScaleSelect } from './ScaleSelect.tsx'

export function CellsPanel({ looked: { inside, view } }: { readonly looked: Looked }) {
  const { t } = useTranslation()
  const cell = chosenCell(inside, view)
  const rows = rowsOfCell(inside, view.scale, cell)
  const row = rows[view.anchor] ?? rows[0]!
  return (
    <>
      <ScaleSelect inside={inside} />
      <p className={styles.verdict}>{t('results.inside.cell', { column: cell.x, row: cell.y })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('results.inside.anchor')}</th>
            <th scope="col">{t('results.inside.objectness')}</th>
            <th scope="col">{t('results.inside.class')}</th>
            <th scope="col">{t('results.inside.scoreColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each, anchor) => {
            const { width, height } = placeOf(inside, each).size
            const { objectness, category, score } = verdictOf(inside, each)
            return (
              <tr key={each} aria-selected={each === row}>
                <th scope="row">
                  <button type="button" className={styles.pick} onClick={() => look({ anchor })}>
                    {anchor + 1}: {shortNumber(width)} × {shortNumber(height)}
                  </button>
                </th>
                <td>{rateText(objectness)}</td>
                <td>{isJudged(inside, each) ? inside.categories[category]!.name : undefinedFigure}</td>
                <td>{isJudged(inside, each) ? rateText(score) : undefinedFigure}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Formula lines={[...boxFormula(inside, row), ...scoreFormula(inside, row)]} />
      <p className={styles.note}>{t('results.inside.clickCell')}</p>
    </>
  )
}

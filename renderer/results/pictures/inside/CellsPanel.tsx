import { useTranslation } from 'react-i18next'
import { rateText, shortNumber, undefinedFigure } from '../../../charts/figureText.ts'
import { boxFormula, scoreFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Formula } from './InsidePanel.tsx'
import {
  type GridInside,
  hasGrid,
  type Inside,
  isJudged,
  referenceOf,
  verdictOf,
  type WindowInside,
  windowRows,
} from './inside.ts'
import { chosenCell, rowsLookedAt } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { type InsideView, look } from './insideView.ts'
import { ScaleSelect } from './ScaleSelect.tsx'

/** The anchors of a cell; where there is no grid, the windows at a point. */
export function CellsPanel({ looked: { inside, view } }: { readonly looked: Looked }) {
  const { t } = useTranslation()
  const rows = rowsLookedAt(inside, view)
  const row = rows[view.anchor] ?? rows[0]
  if (row === undefined) return <p className={styles.note}>{t('results.inside.noWindows')}</p>
  return (
    <>
      {hasGrid(inside) ? <CellChoice inside={inside} view={view} /> : <WindowCount inside={inside} />}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{hasGrid(inside) ? t('results.inside.anchor') : t('results.inside.window')}</th>
            <th scope="col">{t('results.inside.objectness')}</th>
            <th scope="col">{t('results.inside.class')}</th>
            <th scope="col">{t('results.inside.scoreColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each, place) => (
            <StartingRow key={each} inside={inside} row={each} place={place} isChosen={each === row} />
          ))}
        </tbody>
      </table>
      <Formula lines={[...boxFormula(inside, row), ...scoreFormula(inside, row)]} />
      <p className={styles.note}>{hasGrid(inside) ? t('results.inside.clickCell') : t('results.inside.clickPoint')}</p>
    </>
  )
}

function CellChoice({ inside, view }: { readonly inside: GridInside; readonly view: InsideView }) {
  const { t } = useTranslation()
  const cell = chosenCell(inside, view)
  return (
    <>
      <ScaleSelect inside={inside} scale={view.scale} />
      <p className={styles.verdict}>{t('results.inside.cell', { column: cell.x, row: cell.y })}</p>
    </>
  )
}

/** How many there are to look at, without places that nothing was left for. */
function WindowCount({ inside }: { readonly inside: WindowInside }) {
  const { t } = useTranslation()
  const kind = inside.family.detector === 'rcnn' ? 'rcnn' : 'sliding-window'
  return <p className={styles.verdict}>{t(`results.inside.windowsOf.${kind}`, { count: windowRows(inside).length })}</p>
}

type StartingRowProps = {
  readonly inside: Inside
  readonly row: number
  readonly place: number
  readonly isChosen: boolean
}

/** An anchor or window, and what is said of it. */
function StartingRow({ inside, row, place, isChosen }: StartingRowProps) {
  const [x1, y1, x2, y2] = referenceOf(inside, row)
  const { objectness, category, score } = verdictOf(inside, row)
  const isKnown = isJudged(inside, row)
  return (
    <tr aria-selected={isChosen}>
      <th scope="row">
        <button type="button" className={styles.pick} onClick={() => look({ anchor: place })}>
          {place + 1}: {shortNumber(x2 - x1)} × {shortNumber(y2 - y1)}
        </button>
      </th>
      <td>{rateText(objectness)}</td>
      <td>{isKnown ? inside.categories[category]!.name : undefinedFigure}</td>
      <td>{isKnown ? rateText(score) : undefinedFigure}</td>
    </tr>
  )
}

import { useTranslation } from 'react-i18next'
import { shortNumber } from '../../../charts/figureText.ts'
import styles from './InsidePanel.module.css'
import { hasGrid, type Inside, placeOf, referenceOf, strideOf } from './inside.ts'

export type TableRow = { readonly row: number; readonly figures: readonly string[] }

type RowTableProps = {
  readonly inside: Inside
  readonly label: string
  /** Names of the figures. */
  readonly head: readonly string[]
  readonly rows: readonly TableRow[]
  readonly chosen: number | null
  readonly onChoose: (row: number) => void
}

/** Anchors or windows one by one: where each stands, how large it is, and figures of it. A click chooses it. */
export function RowTable({ inside, label, head, rows, chosen, onChoose }: RowTableProps) {
  const { t } = useTranslation()
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {hasGrid(inside) && <th scope="col">{t('results.inside.stride')}</th>}
          {hasGrid(inside) && <th scope="col">{t('results.inside.cellColumn')}</th>}
          <th scope="col">{hasGrid(inside) ? t('results.inside.anchor') : t('results.inside.window')}</th>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, figures }) => {
          const [x1, y1, x2, y2] = referenceOf(inside, row)
          return (
            <tr key={row} aria-selected={row === chosen}>
              {hasGrid(inside) && <Place inside={inside} row={row} />}
              <td>
                <button type="button" className={styles.pick} onClick={() => onChoose(row)}>
                  {shortNumber(x2 - x1)} × {shortNumber(y2 - y1)}
                </button>
              </td>
              {figures.map((figure, place) => (
                <td key={head[place]}>{figure}</td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Place({ inside, row }: { readonly inside: Parameters<typeof placeOf>[0]; readonly row: number }) {
  const { scale, cell } = placeOf(inside, row)
  return (
    <>
      <th scope="row">{shortNumber(strideOf(inside, scale))}</th>
      <td>
        {cell.x}, {cell.y}
      </td>
    </>
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ValueSlider } from '../../../design/ValueSlider.tsx'
import { useImagesView } from '../imagesView.ts'
import { scoreFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Formula } from './InsidePanel.tsx'
import { type Looked, mostRawBoxes, rawRows } from './insideScene.ts'
import { look } from './insideView.ts'

export function RawPanel({ looked: { inside, view } }: { readonly looked: Looked }) {
  const { t } = useTranslation()
  const chosenKey = useImagesView((state) => state.chosenKey)
  const rows = useMemo(() => rawRows(inside, view.rawScore), [inside, view.rawScore])
  const row = rows.find((each) => `row ${each.row}` === chosenKey)?.row ?? rows[0]?.row
  return (
    <>
      <ValueSlider
        label={t('results.inside.rawScore')}
        value={view.rawScore}
        low={0.001}
        high={1}
        onChange={(rawScore) => look({ rawScore })}
      />
      <p className={styles.verdict}>
        {t('results.inside.rawCount', { count: rows.length, all: inside.proposed?.size ?? inside.rows })}
      </p>
      {rows.length > mostRawBoxes && (
        <p className={styles.note}>{t('results.inside.rawMost', { count: mostRawBoxes })}</p>
      )}
      {row !== undefined && <Formula lines={scoreFormula(inside, row)} />}
      <p className={styles.note}>{t('results.inside.clickRaw')}</p>
    </>
  )
}

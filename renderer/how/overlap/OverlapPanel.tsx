import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, boxArea } from '../../../shared/box.ts'
import { overlapMeasures } from '../../../shared/lessons/boxOverlap.ts'
import { rateText } from '../../charts/figureText.ts'
import { Button } from '../../design/Button.tsx'
import { Formula } from '../../results/pictures/inside/InsidePanel.tsx'
import { Lesson } from '../Lesson.tsx'
import styles from './OverlapPanel.module.css'
import { OverlapStage } from './OverlapStage.tsx'
import { overlapLines } from './overlapLines.ts'

const first: Box = { x1: 60, y1: 60, x2: 220, y2: 180 }
const second: Box = { x1: 140, y1: 90, x2: 250, y2: 250 }

/** Two boxes to move, and what the measures of overlap say of them. */
export function OverlapPanel() {
  const { t } = useTranslation()
  const [a, setA] = useState(first)
  const [b, setB] = useState(second)
  const found = overlapMeasures(a, b)
  const rows = [
    [t('how.overlap.intersection'), String(Math.round(found.intersection))],
    [t('how.overlap.union'), String(Math.round(found.union))],
    ['IoU', rateText(found.iou)],
    ['GIoU', rateText(found.giou)],
    ['DIoU', rateText(found.diou)],
    ['CIoU', rateText(found.ciou)],
  ] as const
  return (
    <Lesson panel="overlap">
      <div className={styles.columns}>
        <OverlapStage a={a} b={b} onA={setA} onB={setB} />
        <div className={styles.side}>
          <table className={styles.table} aria-label={t('how.overlap.measures')}>
            <tbody>
              {rows.map(([name, value]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Button
            onClick={() => {
              setA(first)
              setB(second)
            }}
          >
            {t('how.overlap.reset')}
          </Button>
        </div>
      </div>
      <p className={styles.note}>{t('how.overlap.hint')}</p>
      <Formula lines={overlapLines(found, boxArea(a), boxArea(b))} />
    </Lesson>
  )
}

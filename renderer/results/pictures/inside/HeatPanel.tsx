import { useTranslation } from 'react-i18next'
import { rateText } from '../../../charts/figureText.ts'
import { ProgressBar } from '../../../design/ProgressBar.tsx'
import { engineText } from '../../../engineText.ts'
import { InlineSelect } from '../../InlineSelect.tsx'
import { scoreFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Facts, Formula } from './InsidePanel.tsx'
import { type GridInside, hasGrid, rowsOfCell, verdictOf } from './inside.ts'
import { chosenCell, chosenRow } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { type HeatSource, type InsideView, look } from './insideView.ts'
import { ScaleSelect } from './ScaleSelect.tsx'
import type { Asked, Heat } from './useExplanation.ts'

type HeatPanelProps = { readonly looked: Looked; readonly activation: Asked<Heat> }

export function HeatPanel({ looked, activation }: HeatPanelProps) {
  const { t } = useTranslation()
  const { inside, view } = looked
  // Why there is no heat is the lesson itself.
  if (!hasGrid(inside)) return null
  const choices = [
    { value: 'objectness', label: t('results.inside.heat.objectness') },
    ...inside.categories.map(({ name }, place) => ({
      value: String(place),
      label: t('results.inside.heat.class', { name }),
    })),
    { value: 'activation', label: t('results.inside.heat.activation') },
  ]
  return (
    <>
      <InlineSelect
        label={t('results.inside.heat.of')}
        value={String(view.heat)}
        choices={choices}
        onChoose={(value) => look({ heat: sourceOf(value) })}
      />
      {view.heat !== 'activation' && <ScaleSelect inside={inside} scale={view.scale} />}
      <div>
        <div className={styles.ramp} />
        <p className={styles.ends}>
          <span>0</span>
          <span>{view.heat === 'activation' ? t('results.inside.heat.most') : 1}</span>
        </p>
      </div>
      {view.heat === 'activation' ? (
        <ActivationFacts looked={looked} activation={activation} />
      ) : (
        <CellFacts inside={inside} view={view} />
      )}
    </>
  )
}

const sourceOf = (value: string): HeatSource =>
  value === 'objectness' || value === 'activation' ? value : Number(value)

/** The anchor of the chosen cell that says most. */
function CellFacts({ inside, view }: { readonly inside: GridInside; readonly view: InsideView }) {
  const { t } = useTranslation()
  const cell = chosenCell(inside, view)
  const valueIn = (row: number) => {
    const { objectness } = verdictOf(inside, row)
    return typeof view.heat === 'number'
      ? inside.probabilities[row * inside.categories.length + view.heat]!
      : objectness
  }
  const row = rowsOfCell(inside, view.scale, cell).reduce((best, other) =>
    valueIn(other) > valueIn(best) ? other : best,
  )
  return (
    <>
      <p className={styles.verdict}>
        {t('results.inside.cellIs', { column: cell.x, row: cell.y, value: rateText(valueIn(row)) })}
      </p>
      <Formula lines={scoreFormula(inside, row)} />
      <p className={styles.note}>{t('results.inside.clickCell')}</p>
    </>
  )
}

function ActivationFacts({ looked, activation }: HeatPanelProps) {
  const { t } = useTranslation()
  const { inside, view, confidence } = looked
  const row = chosenRow(inside, view, confidence)
  if (row === null) return <p className={styles.note}>{t('results.inside.nothingDetected')}</p>
  if (activation.kind === 'failed') return <p className={styles.note}>{engineText(activation.message)}</p>
  const { category, score } = verdictOf(inside, row)
  const facts = [
    [t('results.inside.detection'), `${inside.categories[category]!.name} ${rateText(score)}`],
    ...(activation.kind === 'ready'
      ? [[t('results.inside.scale'), `${activation.answer.cells} × ${activation.answer.cells}`] as const]
      : []),
  ] as const
  return (
    <>
      <Facts rows={facts} />
      {activation.kind === 'waiting' && <ProgressBar label={t('results.inside.phase.computing')} value={null} />}
      <Formula lines={['L = ReLU(Σₖ αₖ · Aᵏ)', `αₖ = meanᵢⱼ ∂${inside.proposed ? 'tₒ' : '(tₒ + t_class)'} / ∂Aᵏᵢⱼ`]} />
      <p className={styles.note}>{t('results.inside.clickDetection')}</p>
    </>
  )
}

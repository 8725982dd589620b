import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../design/EmptyState.tsx'
import { ProgressBar } from '../../../design/ProgressBar.tsx'
import { engineText } from '../../../engineText.ts'
import { CellsPanel } from './CellsPanel.tsx'
import { HeatPanel } from './HeatPanel.tsx'
import styles from './InsidePanel.module.css'
import type { Inside } from './inside.ts'
import type { InsideLayer, Looked } from './insideScene.ts'
import { LearnedPanel } from './LearnedPanel.tsx'
import { RawPanel } from './RawPanel.tsx'
import { SuppressionPanel } from './SuppressionPanel.tsx'
import type { Asked, Heat } from './useExplanation.ts'

type InsidePanelProps = {
  readonly layer: InsideLayer
  readonly explanation: Asked<Inside>
  readonly activation: Asked<Heat>
  readonly looked: Looked | null
}

/** What is seen inside the detector, in words and with the numbers of this picture. */
export function InsidePanel({ layer, explanation, activation, looked }: InsidePanelProps) {
  const { t } = useTranslation()
  if (explanation.kind === 'failed') {
    return <EmptyState title={t('results.inside.failed')} text={engineText(explanation.message)} />
  }
  if (explanation.kind === 'waiting' || !looked) {
    const phase = explanation.kind === 'waiting' ? explanation.phase : null
    const title = t(`results.inside.phase.${phase ?? 'starting'}`)
    return (
      <div className={styles.waiting}>
        <p>{title}</p>
        <ProgressBar label={title} value={null} />
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.panel} aria-label={t(`results.inside.layer.${layer}`)} tabIndex={0}>
      <p className={styles.lesson}>{t(`results.inside.lesson.${looked.inside.family.detector}.${layer}`)}</p>
      <LayerPanel layer={layer} looked={looked} activation={activation} />
    </section>
  )
}

type LayerPanelProps = Pick<InsidePanelProps, 'layer' | 'activation'> & { readonly looked: Looked }

function LayerPanel({ layer, looked, activation }: LayerPanelProps) {
  switch (layer) {
    case 'heat':
      return <HeatPanel looked={looked} activation={activation} />
    case 'cells':
      return <CellsPanel looked={looked} />
    case 'learned':
      return <LearnedPanel looked={looked} />
    case 'raw':
      return <RawPanel looked={looked} />
    case 'suppression':
      return <SuppressionPanel looked={looked} />
  }
}

/** Lines of a formula, each with the numbers in it. */
export function Formula({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation()
  const text = useMemo(() => lines.join('\n'), [lines])
  return (
    <pre className={styles.formula} role="math" aria-label={t('results.inside.formula')}>
      {text}
    </pre>
  )
}

type FactsProps = { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }

export function Facts({ rows }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

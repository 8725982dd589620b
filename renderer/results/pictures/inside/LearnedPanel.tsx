import { useTranslation } from 'react-i18next'
import { rateText } from '../../../charts/figureText.ts'
import { InlineSelect } from '../../InlineSelect.tsx'
import { learnedFormula, negativeFormula, regionFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Formula } from './InsidePanel.tsx'
import type { Inside } from './inside.ts'
import { chosenLabel, chosenLearner, chosenNegative, learnersOf, regionsOf } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { type InsideView, look } from './insideView.ts'
import { RowTable, type TableRow } from './RowTable.tsx'

/** More background boxes than these are the same once more. */
const listedNegatives = 12

export function LearnedPanel({ looked: { inside, view } }: { readonly looked: Looked }) {
  const { t } = useTranslation()
  const label = chosenLabel(inside, view)
  return (
    <>
      {label === null ? (
        <p className={styles.note}>{t('results.inside.noLabels')}</p>
      ) : (
        <Learners inside={inside} view={view} label={label} />
      )}
      <Regions inside={inside} view={view} label={label} />
      <Negatives inside={inside} view={view} />
      <LearningFormula inside={inside} view={view} label={label} />
      {label !== null && <p className={styles.note}>{t('results.inside.clickLabel')}</p>}
    </>
  )
}

type PartProps = { readonly inside: Inside; readonly view: InsideView; readonly label: number | null }

function Learners({ inside, view, label }: PartProps & { readonly label: number }) {
  const { t } = useTranslation()
  const learned = learnersOf(inside, label)
  const isOther = chosenNegative(inside, view) !== null || regionsOf(inside, label).some(({ row }) => row === view.row)
  const chosen = isOther ? null : chosenLearner(inside, view)
  const rows = learned.map(
    ({ row, fit, reached }): TableRow => ({ row, figures: [rateText(fit, 2), rateText(reached, 2)] }),
  )
  return (
    <>
      <InlineSelect
        label={t('results.inside.label')}
        value={String(label)}
        choices={inside.labels.map(({ category, box: [x1, y1, x2, y2] }, place) => ({
          value: String(place),
          label: `${place + 1}: ${inside.categories[category]?.name ?? t('results.image.outcome.ignored')} ${Math.round(x2 - x1)} × ${Math.round(y2 - y1)}`,
        }))}
        onChoose={(value) => look({ label: Number(value), row: null })}
      />
      <p className={styles.verdict}>
        {t(`results.inside.learnersOf.${inside.family.detector}`, { count: learned.length })}
      </p>
      <RowTable
        inside={inside}
        label={t('results.inside.layer.learned')}
        head={[t('results.inside.fit'), t('results.inside.reached')]}
        rows={rows}
        chosen={chosen?.row ?? null}
      />
    </>
  )
}

/** What shows the label to the second stage. */
function Regions({ inside, view, label }: PartProps) {
  const { t } = useTranslation()
  const { family } = inside
  if (family.detector !== 'faster-rcnn' || label === null) return null
  const regions = regionsOf(inside, label)
  const rows = regions.map(({ row, iou }): TableRow => ({ row, figures: [rateText(iou, 2)] }))
  return (
    <>
      <p className={styles.verdict}>
        {t('results.inside.regions', { count: regions.length, limit: family.regionIou })}
      </p>
      {rows.length > 0 && (
        <RowTable
          inside={inside}
          label={t('results.inside.regionTable')}
          head={[t('results.inside.fit')]}
          rows={rows}
          chosen={view.row}
        />
      )}
    </>
  )
}

/** What learns that it shows background. */
function Negatives({ inside, view }: Omit<PartProps, 'label'>) {
  const { t } = useTranslation()
  const { family } = inside
  if (family.detector !== 'ssd') return null
  const rows = family.negatives
    .slice(0, listedNegatives)
    .map(({ row, entropy }): TableRow => ({ row, figures: [rateText(Math.exp(-entropy), 2), rateText(entropy, 2)] }))
  return (
    <>
      <p className={styles.verdict}>{t('results.inside.negatives', { count: family.negatives.length })}</p>
      <RowTable
        inside={inside}
        label={t('results.inside.negativeTable')}
        head={['p₀', '−ln p₀']}
        rows={rows}
        chosen={view.row}
      />
    </>
  )
}

function LearningFormula({ inside, view, label }: PartProps) {
  const negative = chosenNegative(inside, view)
  if (negative) return <Formula lines={negativeFormula(negative.entropy)} />
  const region = regionsOf(inside, label).find(({ row }) => row === view.row)
  if (region && inside.family.detector === 'faster-rcnn')
    return <Formula lines={regionFormula(region.iou, inside.family.regionIou)} />
  const learner = chosenLearner(inside, view)
  return learner && <Formula lines={learnedFormula(inside, learner)} />
}

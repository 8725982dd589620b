import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../../shared/errors.ts'
import { rateText } from '../../../charts/figureText.ts'
import { InlineSelect } from '../../InlineSelect.tsx'
import { learnedFormula, negativeFormula, regionFormula } from './formulas.ts'
import styles from './InsidePanel.module.css'
import { Formula } from './InsidePanel.tsx'
import type { Inside } from './inside.ts'
import { chosenLabel, chosenLearning, type Learning, learnersOf, regionsOf } from './insideChoice.ts'
import type { Looked } from './insideScene.ts'
import { look, lookAtLabel } from './insideView.ts'
import { RowTable, type TableRow } from './RowTable.tsx'

/** More background boxes than these are the same once more. */
const listedNegatives = 12

export function LearnedPanel({ looked: { inside, view } }: { readonly looked: Looked }) {
  const { t } = useTranslation()
  const label = chosenLabel(inside, view)
  const learning = chosenLearning(inside, view)
  return (
    <>
      {label === null ? (
        <p className={styles.note}>{t('results.inside.noLabels')}</p>
      ) : (
        <>
          <Learners inside={inside} learning={learning} label={label} />
          <Regions inside={inside} learning={learning} label={label} />
        </>
      )}
      <Negatives inside={inside} learning={learning} />
      {learning && <Formula lines={learningFormula(inside, learning)} />}
      {label !== null && <p className={styles.note}>{t('results.inside.clickLabel')}</p>}
    </>
  )
}

type PartProps = { readonly inside: Inside; readonly learning: Learning | null }
type LabelPartProps = PartProps & { readonly label: number }

const rowOf = (learning: Learning | null, kind: Learning['kind']): number | null =>
  learning?.kind === kind ? learning.row : null

const lookAtRow = (row: number): void => look({ row, region: null })

function Learners({ inside, learning, label }: LabelPartProps) {
  const { t } = useTranslation()
  const learned = learnersOf(inside, label)
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
        onChoose={(value) => lookAtLabel(Number(value))}
      />
      <p className={styles.verdict}>
        {t(`results.inside.learnersOf.${inside.family.detector}`, { count: learned.length })}
      </p>
      <RowTable
        inside={inside}
        label={t('results.inside.layer.learned')}
        head={[t('results.inside.fit'), t('results.inside.reached')]}
        rows={rows}
        chosen={rowOf(learning, 'learner')}
        onChoose={lookAtRow}
      />
    </>
  )
}

/** What shows the label to the second stage. */
function Regions({ inside, learning, label }: LabelPartProps) {
  const { t } = useTranslation()
  const { family } = inside
  if (family.detector !== 'faster-rcnn') return null
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
          chosen={rowOf(learning, 'region')}
          onChoose={(region) => look({ region })}
        />
      )}
    </>
  )
}

/** What learns that it shows background. */
function Negatives({ inside, learning }: PartProps) {
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
        chosen={rowOf(learning, 'negative')}
        onChoose={lookAtRow}
      />
    </>
  )
}

function learningFormula(inside: Inside, learning: Learning): string[] {
  switch (learning.kind) {
    case 'learner':
      return learnedFormula(inside, learning)
    case 'negative':
      return negativeFormula(learning.entropy)
    case 'region':
      return inside.family.detector === 'faster-rcnn' ? regionFormula(learning.iou, inside.family.regionIou) : []
    default:
      return assertNever(learning)
  }
}

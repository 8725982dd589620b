import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabellingKind } from '../../../shared/labellingCalls.ts'
import { type OutcomeImage, OutcomeImageList } from '../../canvas/OutcomeImageList.tsx'
import styles from './Agreement.module.css'
import { showCompared } from './agreementView.ts'
import { lookOf } from './lookOf.ts'
import type { AgreementRow } from './model.ts'

type ComparedListProps = {
  readonly rows: readonly AgreementRow[]
  readonly kind: LabellingKind
  readonly currentId: number
}

const counted = ['otherClass', 'missed', 'extra', 'same'] as const

/** All images that can be compared, those that agree least first. */
export function ComparedList({ rows, kind, currentId }: ComparedListProps) {
  const { t } = useTranslation()
  const wordsOf = useCallback(
    ({ image, tally }: AgreementRow): OutcomeImage => ({
      key: image.id,
      imageId: image.imageId,
      path: image.path,
      f1: tally.f1,
      counts: counted.map((outcome) => ({
        outcome: lookOf[outcome],
        name: t(`agreement.outcome.${outcome}`),
        count: tally[outcome],
      })),
      verdict: image.verdict && t(`agreement.kept.${kind}.${image.verdict}`),
    }),
    [t, kind],
  )
  return (
    <section className={styles.images} aria-label={t('agreement.images')}>
      <OutcomeImageList
        label={t('agreement.images')}
        rows={rows}
        keyOf={keyOfRow}
        wordsOf={wordsOf}
        currentKey={currentId}
        onChoose={showCompared}
      />
    </section>
  )
}

const keyOfRow = ({ image }: AgreementRow): number => image.id

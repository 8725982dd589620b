import { useTranslation } from 'react-i18next'
import type { ComparedLabel, LabelSides } from '../../../shared/metrics/agreement/compareLabels.ts'
import { useProject } from '../../stores/project.ts'

/** The class of a compared box, or both where the sides differ: that of the reference first. */
export function useLabelName(sides: LabelSides): (label: ComparedLabel) => string {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const nameOf = (id: number) => categories.find((category) => category.id === id)?.name ?? t('room.boxes.noClass')
  return ({ outcome, reference, other }) => {
    const names = [
      ...(reference === null ? [] : [nameOf(sides.reference.categoryIds[reference]!)]),
      ...(other === null ? [] : [nameOf(sides.other.categoryIds[other]!)]),
    ]
    return outcome === 'otherClass' ? names.join(' → ') : names[0]!
  }
}

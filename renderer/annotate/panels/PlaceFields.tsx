import { useTranslation } from 'react-i18next'
import { type Box, boxHeight, boxWidth, type Size } from '../../../shared/box.ts'
import type { Annotation } from '../../../shared/model.ts'
import { note } from '../../stores/messages.ts'
import { change } from '../act.ts'
import { reshapeBoxes } from '../commands.ts'
import { placedBox } from '../reshape.ts'
import { CommittedInput } from './CommittedInput.tsx'
import styles from './ObjectPanel.module.css'

const fields = ['x', 'y', 'width', 'height'] as const
type PlaceField = (typeof fields)[number]

/** Place and size of a single box in image pixels, to be read and typed exactly. */
export function PlaceFields({ annotation }: { readonly annotation: Annotation | null }) {
  const { t } = useTranslation()
  return (
    <div className={styles.place}>
      {fields.map((field) => (
        <span key={field} className={styles.placeField}>
          <span aria-hidden>{t(`annotate.objects.place.${field}Short`)}</span>
          <CommittedInput
            key={annotation?.id}
            aria-label={t(`annotate.objects.place.${field}`)}
            inputMode="decimal"
            disabled={!annotation}
            value={annotation ? shown(numberOf(annotation, field)) : ''}
            onCommit={(typed) => annotation && commit(annotation, field, typed)}
          />
        </span>
      ))}
    </div>
  )

  function commit(box: Annotation, field: PlaceField, typed: string): void {
    const value = Number(typed.trim().replace(',', '.'))
    if (typed.trim() === '' || !Number.isFinite(value)) note(t('annotate.objects.place.noNumber', { typed }))
    else change((editor) => reshapeBoxes(editor, [{ id: box.id, box: withNumber(box, field, value, editor.size) }]))
  }
}

/** Only the direction that was typed changes; the other keeps every digit. */
function withNumber({ x1, y1, x2, y2 }: Box, field: PlaceField, value: number, size: Size): Box {
  const box = { x1, y1, x2, y2 }
  const wished = { x: x1, y: y1, width: boxWidth(box), height: boxHeight(box), [field]: value }
  const placed = placedBox(wished, size)
  return field === 'x' || field === 'width' ? { ...placed, y1, y2 } : { ...placed, x1, x2 }
}

function numberOf(box: Box, field: PlaceField): number {
  return { x: box.x1, y: box.y1, width: boxWidth(box), height: boxHeight(box) }[field]
}

/** As exact as beside the pointer; what is not typed anew keeps all of its digits. */
const shown = (value: number): string => String(Math.round(value * 10) / 10)

import { Maximize } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Box, boxArea, boxHeight, boxWidth, isInsideBox, type Point } from '../../../shared/box.ts'
import type { LabellingKind } from '../../../shared/labellingCalls.ts'
import type { ComparedLabel, LabelSides } from '../../../shared/metrics/agreement/compareLabels.ts'
import { detectionWidth, labelWidth, missedWidth, outcomeLooks } from '../../canvas/outcomeLook.ts'
import { useStageView } from '../../canvas/useStageView.ts'
import { boxAround, boxToScreen, type View } from '../../canvas/viewport.ts'
import { IconButton } from '../../design/Button.tsx'
import { runCommand } from '../../keys/offers.ts'
import { useCommands } from '../../keys/useCommands.ts'
import { imageUrl } from '../../studio.ts'
import styles from './Agreement.module.css'
import { showBox, useAgreementView } from './agreementView.ts'
import { lookOf } from './lookOf.ts'
import { type AgreementModel, type AgreementRow, boxAt, boxesOf, keyOf } from './model.ts'
import { useLabelName } from './useLabelName.ts'

type ComparedPictureProps = {
  readonly row: AgreementRow
  readonly model: AgreementModel
  readonly kind: LabellingKind
}

/** The picture with the boxes of both sides: the wheel zooms, dragging moves, a click chooses a box. */
export function ComparedPicture({ row: { image, labels, tally }, model, kind }: ComparedPictureProps) {
  const { t } = useTranslation()
  const stage = useRef<HTMLDivElement>(null)
  const boxKey = useAgreementView((state) => state.boxKey)
  const { view, fit, look } = useStageView(
    stage,
    { ...image, id: image.imageId },
    {
      onHover: () => {},
      onClick: (point) => showBox(keyAt(model.sides, labels, point)),
    },
  )
  const chosen = labels.find((label) => keyOf(label) === boxKey)
  useLookAtChosen(chosen ? boxAround(boxesOf(model.sides, chosen)) : null, boxKey, look)
  useCommands({ 'agreement.fit': fit })
  const label = t('agreement.picture', { name: image.path, sides: t(`agreement.sides.${kind}`), ...tally })
  return (
    <div className={styles.picture}>
      <PictureHead path={image.path} />
      <div ref={stage} className={styles.stage}>
        {view && (
          <svg className={styles.scene} role="img" aria-label={label}>
            <image
              href={imageUrl(image.imageId)}
              className={view.scale >= squareFrom ? styles.squares : undefined}
              x={view.x}
              y={view.y}
              width={image.width * view.scale}
              height={image.height * view.scale}
              preserveAspectRatio="none"
            />
            {/* The worst come first in the list, and so must come last on the picture. */}
            {labels.toReversed().map((one) => (
              <LabelShape key={keyOf(one)} sides={model.sides} label={one} view={view} isChosen={one === chosen} />
            ))}
          </svg>
        )}
      </div>
    </div>
  )
}

function PictureHead({ path }: { readonly path: string }) {
  const { t } = useTranslation()
  return (
    <header className={styles.pictureHead}>
      <h2 className={styles.pathName} title={path}>
        {path}
      </h2>
      <IconButton
        label={t('keys.commands.agreement.fit')}
        command="agreement.fit"
        onClick={() => runCommand('agreement.fit')}
      >
        <Maximize size={16} />
      </IconButton>
    </header>
  )
}

/** From here on a pixel of the picture is shown as a square. */
const squareFrom = 2

function useLookAtChosen(box: Box | null, key: string | null, look: (box: Box) => void): void {
  const latest = useRef({ box, look })
  useEffect(() => {
    latest.current = { box, look }
  })
  useEffect(() => {
    if (key !== null && latest.current.box) latest.current.look(latest.current.box)
  }, [key])
}

type LabelShapeProps = {
  readonly sides: LabelSides
  readonly label: ComparedLabel
  readonly view: View
  readonly isChosen: boolean
}

/** The reference solid, the other side dashed. */
function LabelShape({ sides, label, view, isChosen }: LabelShapeProps) {
  const nameOf = useLabelName(sides)
  const { outcome, reference, other } = label
  const { color, dash, sign } = outcomeLooks[lookOf[outcome]]
  const first = boxToScreen(view, boxesOf(sides, label)[0]!)
  const hasName = isChosen || (outcome !== 'same' && outcome !== 'ignored')
  return (
    <g className={styles.shape} stroke={`var(${color})`} fill={`var(${color})`} data-chosen={isChosen || undefined}>
      {reference !== null && (
        <Outline
          box={boxToScreen(view, boxAt(sides.reference, reference))}
          width={outcome === 'missed' ? missedWidth : labelWidth}
        />
      )}
      {other !== null && (
        <Outline box={boxToScreen(view, boxAt(sides.other, other))} width={detectionWidth} dash={dash.join(' ')} />
      )}
      {hasName && (
        <text x={first.x1} y={first.y1 - nameGap}>
          {sign} {nameOf(label)}
        </text>
      )}
    </g>
  )
}

/** Between a name and its box, in screen pixels. */
const nameGap = 4
const haloWidth = 2

type OutlineProps = { readonly box: Box; readonly width: number; readonly dash?: string }

function Outline({ box, width, dash }: OutlineProps) {
  const place = { x: box.x1, y: box.y1, width: boxWidth(box), height: boxHeight(box) }
  return (
    <>
      <rect {...place} className={styles.halo} strokeWidth={width + haloWidth} />
      <rect {...place} strokeWidth={width} strokeDasharray={dash} />
    </>
  )
}

/** The smallest box under the point; none chooses nothing. */
function keyAt(sides: LabelSides, labels: readonly ComparedLabel[], point: Point): string | null {
  const hit = labels
    .flatMap((label) => boxesOf(sides, label).map((box) => ({ label, box })))
    .filter(({ box }) => isInsideBox(point, box))
    .sort((a, b) => boxArea(a.box) - boxArea(b.box))[0]
  return hit ? keyOf(hit.label) : null
}

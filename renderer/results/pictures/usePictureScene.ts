/** What the chosen layer draws over the picture, what it says, and what a click on it means. */
import { useMemo } from 'react'
import { clamp, type Point } from '../../../shared/box.ts'
import { useCommands } from '../../keys/useCommands.ts'
import { chooseBox, type Layer, useImagesView } from './imagesView.ts'
import { type Inside, verdictOf } from './inside/inside.ts'
import { chosenLabel, chosenRow, chosenStep } from './inside/insideChoice.ts'
import { insideScene, type Looked } from './inside/insideScene.ts'
import { type InsideView, look, useInsideView } from './inside/insideView.ts'
import { type Asked, type Heat, useActivation, useExplanation } from './inside/useExplanation.ts'
import { type JudgedEntry, judgedEntries, outcomeBoxes } from './judgedBoxes.ts'
import type { PictureViewProps } from './PictureView.tsx'
import { boxAtPoint, cellAtPoint, emptyScene, type Scene } from './scene.ts'

export type PictureScene = {
  readonly entries: readonly JudgedEntry[]
  readonly scene: Scene
  readonly explanation: Asked<Inside>
  readonly activation: Asked<Heat>
  /** Null until the inside is known. */
  readonly looked: Looked | null
  readonly onChoose: (key: string | null, at: Point) => void
}

type Subject = Omit<PictureViewProps, 'pictures'>

export function usePictureScene({ run, row, data, judged, confidence }: Subject): PictureScene {
  const { imageId } = row
  const layer = useImagesView((state) => state.layer)
  const isOn = useImagesView((state) => state.isOn)
  const view = useInsideView()
  const entries = useMemo(() => judgedEntries(data, judged, imageId, confidence), [data, judged, imageId, confidence])
  const explanation = useExplanation(run.id, imageId, layer !== 'outcome')
  const inside = explanation.kind === 'ready' ? explanation.answer : null
  const wanted = useWantedActivation(inside, view, confidence, layer)
  const activation = useActivation(run.id, imageId, wanted)
  const heat = wanted && activation.kind === 'ready' ? activation.answer : null
  const looked = useMemo(
    () => inside && { inside, view, confidence, categories: data.categories, activation: heat },
    [inside, view, confidence, data, heat],
  )
  const scene = useMemo(() => {
    if (layer === 'outcome') return { ...emptyScene, boxes: outcomeBoxes(entries, isOn) }
    return looked ? insideScene(layer, looked) : emptyScene
  }, [layer, entries, isOn, looked])
  useSteps(layer, looked)
  const onChoose = (key: string | null, at: Point) => choose(layer, scene, key, at)
  return { entries, scene, explanation, activation, looked, onChoose }
}

function useWantedActivation(inside: Inside | null, view: InsideView, confidence: number, layer: Layer) {
  const isWanted = layer === 'heat' && view.heat === 'activation'
  const row = inside && isWanted ? chosenRow(inside, view, confidence) : null
  return useMemo(
    () => (inside && row !== null ? { row, category: verdictOf(inside, row).category } : null),
    [inside, row],
  )
}

/** The keys that go on and back mean the next of whatever the layer goes through. */
function useSteps(layer: Layer, looked: Looked | null): void {
  const step = (by: 1 | -1) => {
    if (!looked) return
    const { inside, view, confidence } = looked
    const within = (value: number, count: number) => clamp(value, 0, Math.max(0, count - 1))
    if (layer === 'suppression') look({ step: Math.max(0, chosenStep(inside, view, confidence) + by) })
    else if (layer === 'cells') look({ anchor: within(view.anchor + by, inside.anchors[view.scale]!.length) })
    else if (layer === 'learned') {
      look({ label: within((chosenLabel(inside, view) ?? 0) + by, inside.labels.length) })
    }
  }
  const canRun = () => looked !== null && (layer === 'suppression' || layer === 'cells' || layer === 'learned')
  useCommands({
    'resultImages.stepOn': { run: () => step(1), canRun },
    'resultImages.stepBack': { run: () => step(-1), canRun },
    'resultImages.nextScale': {
      run: () =>
        looked && look({ scale: (looked.view.scale + 1) % looked.inside.strides.length, cell: null, anchor: 0 }),
      canRun: () => looked !== null && (layer === 'heat' || layer === 'cells'),
    },
  })
}

function choose(layer: Layer, scene: Scene, key: string | null, at: Point): void {
  const numberIn = (text: string | null) => Number(text?.split(' ')[1])
  switch (layer) {
    case 'outcome':
    case 'raw':
      chooseBox(key)
      break
    case 'heat':
      if (useInsideView.getState().heat === 'activation') key !== null && look({ row: numberIn(key) })
      else if (scene.grid) look({ cell: cellAtPoint(scene.grid, at) })
      break
    case 'cells':
      if (scene.grid) look({ cell: cellAtPoint(scene.grid, at) })
      break
    case 'learned': {
      const labels = scene.boxes.filter((box) => box.key.startsWith('label '))
      const label = boxAtPoint(labels, at)
      if (label) look({ label: numberIn(label.key) })
      break
    }
    case 'suppression':
      if (key !== null) look({ step: numberIn(key) })
  }
}

/** What a look into the detector draws over a picture, what it says, and what a click on it means. */
import { useMemo } from 'react'
import type { Point } from '../../../../shared/box.ts'
import type { Category } from '../../../../shared/model.ts'
import { useCommands } from '../../../keys/useCommands.ts'
import { chooseBox } from '../imagesView.ts'
import { boxAtPoint, cellAtPoint, emptyScene, type Scene } from '../scene.ts'
import { hasGrid, type Inside, verdictOf } from './inside.ts'
import { chosenRow, fittedTo } from './insideChoice.ts'
import { type InsideLayer, insideScene, type Looked } from './insideScene.ts'
import { hasSteps, stepBy } from './insideStep.ts'
import { type InsideView, look, lookAtLabel, useInsideView } from './insideView.ts'
import { type Asked, type Heat, useActivation, useExplanation } from './useExplanation.ts'

export type InsideSubject = {
  readonly runId: number
  readonly imageId: number
  /** Null: nobody looks. */
  readonly layer: InsideLayer | null
  readonly confidence: number
  readonly categories: readonly Category[]
}

export type InsideOnPicture = {
  readonly scene: Scene
  readonly explanation: Asked<Inside>
  readonly activation: Asked<Heat>
  /** Null until the inside is known. */
  readonly looked: Looked | null
  readonly onChoose: (key: string | null, at: Point) => void
}

export function useInsideScene({ runId, imageId, layer, confidence, categories }: InsideSubject): InsideOnPicture {
  const kept = useInsideView()
  const explanation = useExplanation(runId, imageId, layer !== null)
  const inside = explanation.kind === 'ready' ? explanation.answer : null
  const view = useMemo(() => (inside ? fittedTo(inside, kept) : kept), [inside, kept])
  const wanted = useWantedActivation(inside, view, confidence, layer)
  const activation = useActivation(runId, imageId, wanted)
  const heat = wanted && activation.kind === 'ready' ? activation.answer : null
  const looked = useMemo(
    () => inside && { inside, view, confidence, categories, activation: heat },
    [inside, view, confidence, categories, heat],
  )
  const scene = useMemo(() => (layer && looked ? insideScene(layer, looked) : emptyScene), [layer, looked])
  useSteps(layer, looked)
  const onChoose = (key: string | null, at: Point) => layer && choose(layer, scene, key, at)
  return { scene, explanation, activation, looked, onChoose }
}

function useWantedActivation(inside: Inside | null, view: InsideView, confidence: number, layer: InsideLayer | null) {
  const isWanted = layer === 'heat' && view.heat === 'activation'
  const row = inside && hasGrid(inside) && isWanted ? chosenRow(inside, view, confidence) : null
  return useMemo(
    () => (inside && row !== null ? { row, category: verdictOf(inside, row).category } : null),
    [inside, row],
  )
}

/** The keys that go on and back mean the next of whatever the layer goes through. */
function useSteps(layer: InsideLayer | null, looked: Looked | null): void {
  const step = (by: 1 | -1) => looked && stepBy(by, layer, looked)
  const canRun = () => looked !== null && hasSteps(layer)
  useCommands({
    'resultImages.stepOn': { run: () => step(1), canRun },
    'resultImages.stepBack': { run: () => step(-1), canRun },
    'resultImages.nextScale': {
      run: () => {
        if (!looked || !hasGrid(looked.inside)) return
        look({ scale: (looked.view.scale + 1) % looked.inside.layout.cells.length, cell: null, anchor: 0 })
      },
      canRun: () => looked !== null && hasGrid(looked.inside) && (layer === 'heat' || layer === 'cells'),
    },
  })
}

function choose(layer: InsideLayer, scene: Scene, key: string | null, at: Point): void {
  const numberIn = (text: string | null) => Number(text?.split(' ')[1])
  switch (layer) {
    case 'raw':
      chooseBox(key)
      break
    case 'heat':
      if (useInsideView.getState().heat === 'activation') key !== null && look({ row: numberIn(key) })
      else if (scene.grid) look({ cell: cellAtPoint(scene.grid, at) })
      break
    case 'cells':
      look(scene.grid ? { cell: cellAtPoint(scene.grid, at) } : { at })
      break
    case 'learned': {
      const labels = scene.boxes.filter((box) => box.key.startsWith('label '))
      const label = boxAtPoint(labels, at)
      if (label) lookAtLabel(numberIn(label.key))
      break
    }
    case 'suppression':
      if (key !== null) look({ step: numberIn(key) })
  }
}

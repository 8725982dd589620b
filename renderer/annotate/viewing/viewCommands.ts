/** The keys of the view options: what they change, and a word about it. */
import i18next from 'i18next'
import { note } from '../../stores/messages.ts'
import { change } from '../act.ts'
import { labelChoices, setOptions, stepped, useViewOptions } from './options.ts'
import { showSelection } from './showSelection.ts'
import { plainTone } from './tone.ts'

/** A press of the key makes a difference that is seen. */
const stepsPerPress = 2

export function changeBrightness(direction: 1 | -1): void {
  const { brightness } = useViewOptions.getState()
  setOptions({ brightness: stepped('brightness', brightness, direction * stepsPerPress) })
}

export const showAsItIs = (): void => setOptions(plainTone)

export function toggleGrid(): void {
  const { grid } = useViewOptions.getState()
  setOptions({ grid: grid === 'none' ? lastGrid : 'none' })
  if (grid !== 'none') lastGrid = grid
}
let lastGrid: 'step' | 'parts' = 'step'

export function toggleKeepsView(): void {
  const keepsView = !useViewOptions.getState().keepsView
  setOptions({ keepsView })
  note(i18next.t(keepsView ? 'annotate.view.keepsViewOn' : 'annotate.view.keepsViewOff'))
}

export const toggleMinimap = (): void => setOptions({ hasMinimap: !useViewOptions.getState().hasMinimap })

/** Always, when pointed at, when selected, never, and from the start. */
export function nextLabelChoice(): void {
  const { labels } = useViewOptions.getState()
  const next = labelChoices[(labelChoices.indexOf(labels) + 1) % labelChoices.length]!
  setOptions({ labels: next })
  note(i18next.t('annotate.view.labelsAre', { choice: i18next.t(`annotate.view.labelChoices.${next}`) }))
}

export function zoomToSelection(): void {
  const { objectShare } = useViewOptions.getState()
  if (!change((editor) => showSelection(editor, objectShare))) note(i18next.t('annotate.view.nothingSelected'))
}

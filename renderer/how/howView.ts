/** Which panel of "How it works" is shown, and what is set there. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { type PanelName, panelNames } from './panels.ts'

type HowView = {
  readonly panel: PanelName
  /** Detections above it take part where a panel speaks of detections. */
  readonly confidence: number
}

export const useHowView = create<HowView>()(
  persist((): HowView => ({ panel: panelNames[0]!, confidence: 0.25 }), {
    name: 'boxwright-how',
    partialize: ({ panel }) => ({ panel }),
  }),
)

export function showPanel(panel: PanelName): void {
  useHowView.setState({ panel })
}

export function setConfidence(confidence: number): void {
  useHowView.setState({ confidence })
}

/** The panel that is shown; a former version may have left the name of one that is no more. */
export const useShownPanel = (): PanelName =>
  useHowView(({ panel }) => (panelNames.includes(panel) ? panel : panelNames[0]!))

/** The panel so many places on; the first or the last at the ends. */
export function panelBeside(panel: PanelName, step: 1 | -1): PanelName {
  const place = panelNames.indexOf(panel) + step
  return panelNames[Math.min(panelNames.length - 1, Math.max(0, place))]!
}

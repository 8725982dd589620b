/** What "How it works" shows, in the order of the course. A new panel is a line here and a component in Panel.tsx. */
import type { InsideLayer } from '../results/pictures/inside/insideScene.ts'

export const panelGroups = ['detection', 'functions', 'learning', 'evaluation'] as const
export type PanelGroup = (typeof panelGroups)[number]

type PanelEntry = {
  readonly group: PanelGroup
  /** What it says something about; a panel without shows its own example. */
  readonly needs: 'nothing' | 'run' | 'evaluation'
}

export const panels = {
  features: { group: 'detection', needs: 'run' },
  heat: { group: 'detection', needs: 'run' },
  cells: { group: 'detection', needs: 'run' },
  learned: { group: 'detection', needs: 'run' },
  raw: { group: 'detection', needs: 'run' },
  overlap: { group: 'detection', needs: 'nothing' },
  suppression: { group: 'detection', needs: 'run' },
  losses: { group: 'functions', needs: 'nothing' },
  initial: { group: 'learning', needs: 'run' },
  optimizer: { group: 'learning', needs: 'run' },
  batchNorm: { group: 'learning', needs: 'run' },
  regularisation: { group: 'learning', needs: 'run' },
  precisionRecall: { group: 'evaluation', needs: 'evaluation' },
} as const satisfies Readonly<Record<string, PanelEntry>>

export type PanelName = keyof typeof panels
export const panelNames = Object.keys(panels) as PanelName[]

/** Panels that are drawn over the picture, as in Results. */
const layers: ReadonlySet<string> = new Set<InsideLayer>(['heat', 'cells', 'learned', 'raw', 'suppression'])
export const isLayer = (name: PanelName): name is PanelName & InsideLayer => layers.has(name)
/** Panels that have a page of their own. */
export type OwnPanel = Exclude<PanelName, InsideLayer>

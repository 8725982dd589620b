/** How large the panels beside the picture are and whether they are shown, kept from day to day. */
import { z } from 'zod'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** Least, most and first size in pixels. */
export const panelRanges = {
  left: [160, 480, 260],
  right: [220, 520, 280],
  classes: [100, 560, 220],
} as const
export type PanelName = keyof typeof panelRanges

const size = (name: PanelName) => z.number().min(panelRanges[name][0]).max(panelRanges[name][1])
const schema = z.object({
  left: size('left'),
  right: size('right'),
  classes: size('classes'),
  isLeftHidden: z.boolean(),
  isRightHidden: z.boolean(),
  isHistoryOpen: z.boolean().default(false),
})
export type PanelSizes = Readonly<z.infer<typeof schema>>

export const firstSizes: PanelSizes = {
  left: panelRanges.left[2],
  right: panelRanges.right[2],
  classes: panelRanges.classes[2],
  isLeftHidden: false,
  isRightHidden: false,
  isHistoryOpen: false,
}

export const usePanelSizes = create<PanelSizes>()(
  persist(() => firstSizes, { name: 'boxwright-panels', merge: (stored) => readSizes(stored) }),
)

/** What was stored, if all of it is sound. */
export function readSizes(stored: unknown): PanelSizes {
  return schema.safeParse(stored).data ?? firstSizes
}

export const resizePanel = (name: PanelName, value: number): void => void usePanelSizes.setState({ [name]: value })
export const resetPanel = (name: PanelName): void => resizePanel(name, panelRanges[name][2])

export type PanelSide = 'left' | 'right'
const hiddenKeys = { left: 'isLeftHidden', right: 'isRightHidden' } as const

export const isPanelHidden = (side: PanelSide): boolean => usePanelSizes.getState()[hiddenKeys[side]]
export const togglePanel = (side: PanelSide): void =>
  void usePanelSizes.setState((sizes) => ({ [hiddenKeys[side]]: !sizes[hiddenKeys[side]] }))
export const showPanel = (side: PanelSide): void => void usePanelSizes.setState({ [hiddenKeys[side]]: false })

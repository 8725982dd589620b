/**
 * How the picture and its boxes are shown: what belongs to the eyes of the person at this computer, not to the project. Kept
 * from image to image and from day to day; nothing here changes a file.
 */
import { z } from 'zod'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const labelChoices = ['always', 'hover', 'selected', 'never'] as const
export type LabelChoice = (typeof labelChoices)[number]
export const crosshairChoices = ['drawing', 'always', 'never'] as const
export const gridChoices = ['none', 'step', 'parts'] as const

/** Least, most and step of what is set by a slider. */
export const ranges = {
  brightness: [0.2, 4, 0.1],
  contrast: [0.2, 4, 0.1],
  gamma: [0.2, 4, 0.1],
  lineWidth: [1, 8, 0.5],
  labelSize: [8, 28, 1],
  crosshairWidth: [1, 6, 0.5],
  crosshairOpacity: [0.1, 1, 0.05],
  gridStep: [1, 1000, 1],
  gridParts: [2, 20, 1],
  objectShare: [0.1, 0.9, 0.05],
} as const satisfies Record<string, readonly [least: number, most: number, step: number]>
export type RangeName = keyof typeof ranges

const inRange = (name: RangeName) => z.number().min(ranges[name][0]).max(ranges[name][1])

const optionsSchema = z.object({
  /** Brightness, contrast and gamma; 1 leaves the picture as it is. */
  brightness: inRange('brightness'),
  contrast: inRange('contrast'),
  gamma: inRange('gamma'),
  /** Single pixels as squares from 200 % on. */
  isSharp: z.boolean(),
  /** In screen pixels, whatever the zoom. */
  lineWidth: inRange('lineWidth'),
  labelSize: inRange('labelSize'),
  labels: z.enum(labelChoices),
  crosshair: z.enum(crosshairChoices),
  /** Null: the colour of the theme. */
  crosshairColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable(),
  crosshairWidth: inRange('crosshairWidth'),
  crosshairOpacity: inRange('crosshairOpacity'),
  grid: z.enum(gridChoices),
  /** Image pixels from line to line. */
  gridStep: z.int().min(ranges.gridStep[0]).max(ranges.gridStep[1]),
  gridParts: z.int().min(ranges.gridParts[0]).max(ranges.gridParts[1]),
  /** The next image is shown at the same zoom and place. */
  keepsView: z.boolean(),
  hasMinimap: z.boolean(),
  /** The part of the canvas that a box fills when it is shown alone. */
  objectShare: inRange('objectShare'),
})
export type ViewOptions = Readonly<z.infer<typeof optionsSchema>>

export const defaultOptions: ViewOptions = {
  brightness: 1,
  contrast: 1,
  gamma: 1,
  isSharp: true,
  lineWidth: 2,
  labelSize: 11,
  labels: 'always',
  crosshair: 'drawing',
  crosshairColor: null,
  crosshairWidth: 1,
  crosshairOpacity: 1,
  grid: 'none',
  gridStep: 64,
  gridParts: 3,
  keepsView: false,
  hasMinimap: true,
  objectShare: 0.4,
}

export const useViewOptions = create<ViewOptions>()(
  persist(() => defaultOptions, { name: 'boxwright-view', merge: (stored) => readOptions(stored) }),
)

export const setOptions = (change: Partial<ViewOptions>): void => void useViewOptions.setState(change)

/** What was stored by this or another version; what does not fit is as it is at first. */
export function readOptions(stored: unknown): ViewOptions {
  const found = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {}
  const sound = Object.entries(optionsSchema.shape).flatMap(([name, schema]) => {
    const result = schema.safeParse(found[name])
    return result.success ? [[name, result.data]] : []
  })
  return { ...defaultOptions, ...Object.fromEntries(sound) }
}

/** A step up or down, without leaving the range. Steps of a tenth leave no tail of digits. */
export function stepped(name: RangeName, value: number, steps: number): number {
  const [least, most, step] = ranges[name]
  const next = Math.round((value + steps * step) / step) * step
  return Number(Math.min(most, Math.max(least, next)).toFixed(4))
}

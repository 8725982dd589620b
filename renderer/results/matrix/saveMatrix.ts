/** Saves the confusion matrix where the user wants it: as a table, as a drawing or as a picture. */
import { call } from '../../studio.ts'
import { matrixCsv } from './matrixCsv.ts'
import type { MatrixSheet } from './matrixSheet.ts'
import { type MatrixColors, matrixSvg } from './matrixSvg.ts'

export const matrixFormats = ['png', 'svg', 'csv'] as const
export type MatrixFormat = (typeof matrixFormats)[number]

export type MatrixToSave = {
  readonly sheet: MatrixSheet
  readonly title: readonly [string, string]
  readonly isShare: boolean
  /** Without an extension. */
  readonly fileName: string
  readonly dialogTitle: string
}

/** Twice the size of the screen: sharp enough to be printed. */
const pictureScale = 2

/** @returns the path, or null when the user gave up */
export async function saveMatrix(format: MatrixFormat, matrix: MatrixToSave): Promise<string | null> {
  const dialog = { title: matrix.dialogTitle, suggestion: `${matrix.fileName}.${format}` }
  if (format === 'csv') return call('desktop.saveText', { ...dialog, text: matrixCsv(matrix.sheet, matrix.isShare) })
  const svg = matrixSvg(matrix.sheet, matrix.title, colorsNow())
  if (format === 'svg') return call('desktop.saveText', { ...dialog, text: svg })
  return call('desktop.savePicture', { ...dialog, base64: await pngOf(svg) })
}

function colorsNow(): MatrixColors {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ground: token('--surface-0'),
    ink: token('--ink-1'),
    quiet: token('--ink-2'),
    line: token('--line-2'),
    font: token('--font'),
    heat: {
      none: token('--heat-0'),
      right: token('--heat-1'),
      wrong: token('--heat-off'),
      mixed: token('--ink-3'),
      nothing: token('--heat-0'),
    },
  }
}

async function pngOf(svg: string): Promise<string> {
  const image = new Image()
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * pictureScale
    canvas.height = image.naturalHeight * pictureScale
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '')
  } finally {
    URL.revokeObjectURL(address)
  }
}

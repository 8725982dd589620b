/** CVAT's XML: "for images" is read and written; tracks of "for video" are read frame by frame. */

import { cutShape, cvatRow } from './cvatShape.ts'
import { framesOfTracks } from './cvatTracks.ts'
import { detectDocuments } from './detectDocuments.ts'
import { type CutDocument, type CutEntry, readDocuments } from './documents.ts'
import { writeDocuments } from './documentsWrite.ts'
import { editFrame } from './entryRows.ts'
import type { FileTree } from './fileTree.ts'
import type { Dataset, Detection, Format } from './format.ts'
import { joinPath, splitOfName, withoutKindFolders, withSlashes } from './imagePath.ts'
import { type Frame, frameOf } from './textFrame.ts'
import { childOf, childrenOf, encodeXml, scanXml, type XmlElement, xmlAttributes, xmlText } from './xml.ts'

export const cvat: Format = {
  id: 'cvat',
  label: 'CVAT',
  keeps: {
    precision: { share: 1e-9 },
    difficult: false,
    truncated: 'no',
    occluded: 'yesOrNo',
    ignoreRegions: 'no',
    verified: 'no',
    split: true,
    classList: true,
    score: false,
    note: false,
  },
  detect,
  read: (tree) => readDocuments('cvat', tree, xmlFiles(tree), cut),
  write: (dataset) =>
    writeDocuments(dataset, {
      id: 'cvat',
      pathOf: (part) => joinPath(part, 'annotations.xml'),
      imagePathOf: (part, name) => joinPath(part, joinPath('images', name)),
      frameOf: freshDocument,
      entryGap: '\n  ',
      rowGap: '\n    ',
      hasEmptyEntries: true,
      entryFrame: ({ image, name, kept, hasRows }) =>
        kept
          ? patchImage(hasRows ? opened(kept) : kept, name)
          : freshImage({ ...image.size, id: image.id, name }, hasRows),
      row: cvatRow,
    }),
}

function freshDocument(dataset: Dataset): Frame {
  const labels = dataset.categories.map(
    ({ name }) => `<label><name>${encodeXml(name)}</name><attributes></attributes></label>`,
  )
  const task = `<task><labels>\n      ${labels.join('\n      ')}\n    </labels></task>`
  const head = `<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n  <meta>${task}</meta>\n  `
  return { head, gaps: [], tail: '\n</annotations>\n' }
}

type FreshImage = {
  readonly id: number
  readonly name: string
  readonly width: number
  readonly height: number
}

/** Without a subset: Datumaro passes over images of one in the file of a task. The folder tells the part. */
function freshImage({ id, name, width, height }: FreshImage, hasRows: boolean): Frame {
  const head = `<image id="${id}" name="${encodeXml(name)}" width="${width}" height="${height}">`
  return hasRows ? { head: `${head}\n    `, gaps: [], tail: '\n  </image>' } : { head, gaps: [], tail: '</image>' }
}

/** An empty element that gets rows needs an end tag. */
function opened(kept: Frame): Frame {
  return kept.head.endsWith('/>') ? { ...kept, head: `${kept.head.slice(0, -2)}>`, tail: '</image>' } : kept
}

function patchImage(kept: Frame, name: string): Frame {
  return editFrame(kept, (text) => {
    const attributes = xmlAttributes(text, scanXml(text))
    const now = attributes.get('name')
    const own = withoutKindFolders(withSlashes(now?.value ?? ''))
    const isSame = own === name || joinPath(attributes.get('subset')?.value ?? '', own) === name
    return !now || isSame ? [] : [{ ...now.span, text: encodeXml(name) }]
  })
}

const xmlFiles = (tree: FileTree): string[] => tree.files.filter((path) => path.toLowerCase().endsWith('.xml'))

function cut(utf8: Buffer): CutDocument | null {
  const text = utf8.toString()
  const root = scanXml(text)
  if (root.name !== 'annotations') return null
  const images = childrenOf(root, 'image')
  const classes = labelsOf(root, text)
  const tracks = childrenOf(root, 'track')
  return {
    frame: frameOf(text, images, root.contentEnd),
    entries: [...images.map((image) => cutImage(image, text)), ...framesOfTracks(tracks, root, text)],
    ...(classes.length > 0 ? { classes } : {}),
  }
}

/** The labels of the task or project, in their order. */
function labelsOf(root: XmlElement, text: string): string[] {
  const meta = childOf(root, 'meta')
  const owners = ['task', 'project', 'job'].map((name) => childOf(meta, name))
  const labels = owners.flatMap((owner) => childOf(owner, 'labels')?.children ?? [])
  return [...new Set(labels.map((label) => xmlText(text, childOf(label, 'name'))).filter(Boolean))]
}

function cutImage(image: XmlElement, text: string): CutEntry {
  const attributes = xmlAttributes(text, image)
  const of = (name: string): string => attributes.get(name)?.value ?? ''
  const [width, height] = [Number(of('width')), Number(of('height'))]
  const name = withSlashes(of('name'))
  return {
    // Tasks of one project may have images of the same name.
    references: of('subset') === '' ? [name] : [`${of('subset')}/${name}`, name],
    size: width > 0 && height > 0 ? { width, height } : null,
    units: 'pixels',
    isVerified: false,
    split: splitOfName(of('subset')),
    frame: frameOf(text, image.children, image.contentEnd, image),
    rows: image.children.map((shape) => cutShape(shape, text)),
  }
}

function detect(tree: FileTree): Promise<Detection> {
  return detectDocuments(tree, xmlFiles(tree), {
    isLikely: (text) => /<annotations[\s>]/.test(text) && /<(image|track|meta)[\s>]/.test(text),
    cut,
    reason: 'has <annotations> with images or tracks',
    none: 'there is no XML file with <annotations>',
    confidence: 0.95,
  })
}

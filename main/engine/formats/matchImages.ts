/**
 * Finds the image that a label file speaks of. Every image is filed once under each trailing part of its path (`a`,
 * `day/a`, `photos/day/a`), without extension; the longest trailing part of a reference that is filed decides. So a
 * relative path, a path from one of the roots, a file name and a bare stem are all found, the most exact one first, and
 * the work grows with the number of images and references, not with their product.
 */
import { closestNameFinder } from './closestName.ts'
import {
  extensionOf,
  fileNameOf,
  foldName,
  hasImageExtension,
  stemOf,
  withoutKindFolders,
  withSlashes,
} from './imagePath.ts'
import { withoutPauses } from './pauses.ts'

export type MatchableImage = {
  /** Absolute path of the folder that `path` starts from. */
  readonly rootPath: string
  readonly path: string
}

export type Match<Image> =
  | { readonly kind: 'matched'; readonly image: Image }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Image[] }
  /** `closest` is the path of an image with a similar name, when there is one. */
  | { readonly kind: 'unmatched'; readonly closest: string | null }

export type ImageIndex<Image> = {
  /** The first of the references that leads to an image counts. */
  readonly match: (references: readonly string[]) => Match<Image>
}

/** Folders of a root's own path that a reference may name too. */
const rootFoldersInKeys = 2
/** Beyond so many images of one name no rule will single one out, and looking would cost images x references. */
const mostCandidates = 100

export function indexImages<Image extends MatchableImage>(images: Iterable<Image>): ImageIndex<Image> {
  return withoutPauses(indexingImages(images))
}

/** The same, one image at a time: a hundred thousand take a second. */
export function* indexingImages<Image extends MatchableImage>(
  images: Iterable<Image>,
): Generator<void, ImageIndex<Image>> {
  const filed: Filed<Image> = { byEnd: new Map(), byWholePath: new Map() }
  const rootKeys = new Map<string, string>()
  for (const image of images) {
    const key = keyOf(stemOf(image.path))
    const rootKey = rootKeys.get(image.rootPath) ?? keyOf(`${rootFolders(image).join('/')}/`)
    rootKeys.set(image.rootPath, rootKey)
    fileUnder(filed.byWholePath, key, image)
    for (const end of endsOf(rootKey + key)) fileUnder(filed.byEnd, end, image)
    yield
  }
  const closestStem = closestNameFinder(() => [...filed.byEnd.keys()].filter((end) => !end.includes('/')))
  const unmatched = (reference: string): Match<Image> => {
    const stem = closestStem(stemWithoutFolder(reference))
    return { kind: 'unmatched', closest: stem === null ? null : filed.byEnd.get(stem)![0]!.path }
  }
  return {
    match: (references) => {
      const found = references.map((reference) => find(filed, withSlashes(reference))).filter((match) => match !== null)
      return found.find((match) => match.kind === 'matched') ?? found[0] ?? unmatched(references[0] ?? '')
    },
  }
}

type Filed<Image> = {
  readonly byEnd: Map<string, Image[]>
  readonly byWholePath: Map<string, Image[]>
}

function fileUnder<Image>(map: Map<string, Image[]>, key: string, image: Image): void {
  const there = map.get(key)
  if (there) there.push(image)
  else map.set(key, [image])
}

const longPath = (image: MatchableImage): string => [...rootFolders(image), image.path].join('/')

const rootFolders = ({ rootPath }: MatchableImage): string[] =>
  withSlashes(rootPath).split('/').filter(Boolean).slice(-rootFoldersInKeys)

function find<Image extends MatchableImage>(filed: Filed<Image>, reference: string): Match<Image> | null {
  for (const stem of stemsOf(reference)) {
    for (const end of endsOf(keyOf(stem))) {
      const candidates = filed.byWholePath.get(end) ?? filed.byEnd.get(end)
      if (candidates?.length === 1) return { kind: 'matched', image: candidates[0]! }
      if (candidates) return choose(candidates, reference, stem, end)
    }
  }
  return null
}

/**
 * What the reference may mean without its extension. `a.jpg.jpg` and the stem `a.jpg` may also be the image `a.jpg`, to
 * which an export added its extension, and `a.jpg` as the stem of a label file may be the image `a.jpg.jpg`.
 */
function stemsOf(reference: string): string[] {
  const stems: string[] = []
  for (let name = reference; hasImageExtension(name); name = stemOf(name)) stems.push(stemOf(name))
  return [...stems, reference]
}

/** Of several images under one key: the one at the very path, else with the right extension, then the right case. */
function choose<Image extends MatchableImage>(
  filed: readonly Image[],
  reference: string,
  stem: string,
  end: string,
): Match<Image> {
  if (filed.length > mostCandidates) return { kind: 'ambiguous', candidates: filed }
  const path = stem.replace(/^\//, '')
  const extension = foldName(extensionOf(reference))
  const plainEnd = lastParts(plainKeyOf(stem), end.split('/').length)
  const preferences: ((image: Image) => boolean)[] = [
    (image) => stemOf(image.path) === path || stemOf(`${withSlashes(image.rootPath)}/${image.path}`) === stem,
    (image) => foldName(extensionOf(image.path)) === extension,
    (image) => plainKeyOf(stemOf(longPath(image))).endsWith(plainEnd),
  ]
  const candidates = preferences.reduce(preferred, filed)
  return candidates.length === 1 ? { kind: 'matched', image: candidates[0]! } : { kind: 'ambiguous', candidates }
}

function preferred<Image>(images: readonly Image[], isPreferred: (image: Image) => boolean): readonly Image[] {
  const chosen = images.filter(isPreferred)
  return chosen.length > 0 ? chosen : images
}

const plainKeyOf = (path: string): string => withoutKindFolders(path.normalize('NFC'))
const keyOf = (path: string): string => plainKeyOf(path).toLowerCase()

/** `a/b/c`, then `b/c`, then `c`. */
function* endsOf(key: string): Generator<string> {
  let end = key
  while (true) {
    yield end
    const slash = end.indexOf('/')
    if (slash === -1) return
    end = end.slice(slash + 1)
  }
}

const lastParts = (path: string, count: number): string => path.split('/').slice(-count).join('/')

function stemWithoutFolder(reference: string): string {
  const name = fileNameOf(withSlashes(reference))
  return hasImageExtension(name) ? stemOf(name) : name
}

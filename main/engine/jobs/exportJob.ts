/** Writes a part of the project as a dataset folder that other tools read, or tells what would be written. */
import type { ExportSettings } from '../../../shared/exchange/exportSettings.ts'
import type { Image } from '../../../shared/model.ts'
import type { ExportReport } from '../../../shared/reports.ts'
import { countParts } from '../formats/countParts.ts'
import { exportDataset } from '../formats/exportDataset.ts'
import type { Dataset, Format, FormatOptions } from '../formats/format.ts'
import { formatOf } from '../formats/index.ts'
import { newToken, targetState } from '../formats/wholeFolder.ts'
import { writeUpright } from '../images/uprightCopy.ts'
import type { Store } from '../store/store.ts'
import { chooseImages, datasetOf } from './exportChoice.ts'
import { placePaths } from './exportFolders.ts'
import { countingLosses } from './exportLosses.ts'
import { placeProblems, refuseOwnPlace } from './exportPlace.ts'
import type { JobContext } from './runner.ts'

/** @param token see wholeFolder.ts */
export async function runExport(
  context: JobContext,
  settings: ExportSettings,
  token = newToken(),
): Promise<ExportReport> {
  const { store } = context
  refuseOwnPlace(store, settings.directory)
  const { images, leftOut } = await chooseImages(store, settings)
  const format = formatOf(settings.format)
  const options = { vocCoordinates: settings.vocCoordinates, vocDecimals: settings.vocDecimals }
  const { paths, problems: renamed } = placePaths(
    images.map(({ path }) => path),
    settings.folders,
  )
  const problems = [...placeProblems(store, settings.directory), ...renamed]
  const { dataset, losses } = countingLosses(datasetOf(store, { images, paths, settings }), format, options)
  const lying = images.filter(({ orientation }) => orientation > 1)
  const classes = dataset.categories.map(({ name }) => name)
  const about = {
    format: settings.format,
    directory: settings.directory,
    isDryRun: settings.dryRun,
    leftOut: { ...leftOut },
    classes,
    formerClasses: formerClasses(store, settings, classes),
    lyingImages: lying.length,
  }
  if (settings.dryRun) {
    const counted = await countParts(format.write(dataset, options), progressOf(context, images.length, 'counting'))
    const bytes = counted.bytes + (settings.images === 'copy' ? store.images.bytesOf(images.map(({ id }) => id)) : 0)
    const found = { target: await targetState(settings.directory), keptAside: null, turnedImages: 0 }
    return { ...about, ...found, ...counted, bytes, losses: losses(), problems: [...problems, ...counted.problems] }
  }
  const written = await write(context, { settings, format, dataset, options, lying, token })
  return { ...about, ...written, losses: losses(), problems: [...problems, ...written.problems] }
}

type Writing = {
  readonly settings: ExportSettings
  readonly format: Format
  readonly dataset: Dataset
  readonly options: FormatOptions
  /** Images whose picture is stored lying. */
  readonly lying: readonly Image[]
  readonly token: string
}

async function write(context: JobContext, { settings, format, dataset, options, lying, token }: Writing) {
  const progress = progressOf(context, dataset.images.length, 'writing')
  const lyingIds = new Set(lying.map(({ id }) => id))
  const lyingFiles = new Set(dataset.images.filter(({ id }) => lyingIds.has(id)).map(({ file }) => file))
  let turnedImages = 0
  const copyInstead = async (source: string, target: string) => {
    if (!lyingFiles.has(source)) return false
    await writeUpright(source, target)
    turnedImages += 1
    return true
  }
  const written = await exportDataset(format, dataset, {
    directory: settings.directory,
    images: settings.images,
    existing: settings.existing,
    token,
    options,
    ...progress,
    ...(settings.upright && settings.images === 'copy' ? { copyInstead } : {}),
  })
  const { files, problems, keptAside, images, boxes } = written
  return {
    ...{ images, boxes, keptAside, turnedImages, bytes: 0 },
    labelFiles: files.length,
    target: 'free' as const,
    files: [...files],
    problems: [...problems],
  }
}

function progressOf({ signal, report }: JobContext, total: number, phase: 'counting' | 'writing') {
  const startedAt = Date.now()
  const verb = phase === 'writing' ? 'Wrote' : 'Counted'
  const onProgress = (done: number) => {
    const secondsLeft = done > 0 ? ((Date.now() - startedAt) / 1000 / done) * (total - done) : null
    report({ value: total > 0 ? done / total : 1, title: `${verb} ${done} of ${total} images`, phase, secondsLeft })
  }
  return { signal, onProgress }
}

/** The classes of the last export to this folder, or in this format, when their order or number was another. */
function formerClasses(
  store: Store,
  { format, directory }: ExportSettings,
  classes: readonly string[],
): string[] | null {
  const former = (store.jobs.lastExport(format, directory) as Partial<ExportReport> | null)?.classes
  if (!former) return null
  const isSame = former.length === classes.length && former.every((name, index) => name === classes[index])
  return isSame ? null : former
}

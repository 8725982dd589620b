/** The course of an import: a source is recognised, looked at without writing, and brought in. */
import { useEffect, useRef, useState } from 'react'
import type { CallResponse } from '../../../shared/api.ts'
import { toPlainError } from '../../../shared/errors.ts'
import type { ClassTarget } from '../../../shared/exchange/classMapping.ts'
import type { ImportSettings, MergeRule } from '../../../shared/exchange/importSettings.ts'
import type { UnpackReport } from '../../../shared/exchange/unpackSettings.ts'
import type { ImportFormat, ImportReport } from '../../../shared/reports.ts'
import { cancelJob, finishJob } from '../../stores/jobs.ts'
import { call } from '../../studio.ts'

export type Detection = CallResponse<'import.detect'>
export type ImportRules = Pick<ImportSettings, 'merge' | 'splits' | 'vocCoordinates'>

export type ImportState = {
  readonly step: 'source' | 'plan' | 'done'
  readonly labels: string
  readonly detection: Detection | null
  readonly format: ImportFormat | null
  readonly rules: ImportRules
  /** Choices that differ from the usual, by the name in the label files. */
  readonly classes: Readonly<Record<string, ClassTarget>>
  /** What a dry run with the present choices found; the former one while the next runs. */
  readonly plan: ImportReport | null
  readonly report: ImportReport | null
  /** What became of the images of a zip; null while they lie in it. */
  readonly unpacked: UnpackReport | null
  readonly failure: string | null
  readonly isBusy: boolean
  readonly jobId: number | null
}

const atStartWith = (merge: MergeRule): ImportState => ({
  step: 'source',
  labels: '',
  detection: null,
  format: null,
  rules: { merge, splits: 'fill', vocCoordinates: 'asIs' },
  classes: {},
  plan: null,
  report: null,
  unpacked: null,
  failure: null,
  isBusy: false,
  jobId: null,
})

export type Import = ImportState & {
  /** A path that was chosen, dropped or typed to its end. */
  readonly recognise: (labels: string) => void
  readonly setFormat: (format: ImportFormat) => void
  readonly setRules: (rules: Partial<ImportRules>) => void
  readonly setClass: (name: string, target: ClassTarget) => void
  readonly look: () => void
  readonly back: () => void
  readonly run: () => void
  readonly addImages: (folder: string) => void
  /** Unpacks the images of the zip, and adds the folder. */
  readonly unpackImages: (directory: string) => void
}

/**
 * @param isOpen a dialog that opens anew starts anew
 * @param merge the rule to begin with
 */
export function useImport(isOpen: boolean, merge: MergeRule): Import {
  const [state, setState] = useState(() => atStartWith(merge))
  const latest = useRef(state)
  latest.current = state
  /** Only the newest of several answers counts. */
  const round = useRef(0)

  useEffect(() => {
    round.current += 1
    if (isOpen) setState(atStartWith(merge))
  }, [isOpen, merge])

  const course: Course = {
    start: atStartWith(merge),
    latest: () => latest.current,
    put: (change) => setState((before) => ({ ...before, ...change })),
    begin: () => {
      const own = ++round.current
      const { jobId } = latest.current
      if (jobId !== null) cancelJob(jobId)
      return () => own === round.current
    },
  }
  return { ...state, ...actionsOf(course) }
}

type Course = {
  readonly start: ImportState
  readonly latest: () => ImportState
  readonly put: (change: Partial<ImportState>) => void
  /** Ends what was begun before. @returns whether what begins now is still the newest */
  readonly begin: () => () => boolean
}

function actionsOf(course: Course): Omit<Import, keyof ImportState> {
  const { latest, put } = course
  const look = (choice: Partial<ImportState> = {}) =>
    void busily(course, (isCurrent) => lookAt(course, choice, isCurrent))
  const choose = (choice: Partial<ImportState>) => {
    put(choice)
    if (latest().step === 'plan') look(choice)
  }
  return {
    recognise: (labels) =>
      void busily(course, async () => {
        put({ ...course.start, labels, isBusy: true })
        if (labels === '') return {}
        const detection = await call('import.detect', { labels })
        return { detection, format: detection.format }
      }),
    setFormat: (format) => choose({ format, classes: {} }),
    setRules: (rules) => choose({ rules: { ...latest().rules, ...rules } }),
    setClass: (name, target) => choose({ classes: { ...latest().classes, [name]: target } }),
    look: () => look(),
    back: () => {
      course.begin()
      put({ step: 'source', plan: null, classes: {}, failure: null, isBusy: false, jobId: null })
    },
    run: () =>
      void busily(course, async (isCurrent) => ({ report: await read(course, {}, false, isCurrent), step: 'done' })),
    addImages: (folder) => void busily(course, (isCurrent) => addImages(course, folder, isCurrent)),
    unpackImages: (directory) => void busily(course, (isCurrent) => unpackImages(course, directory, isCurrent)),
  }
}

/** Does what `work` says and takes over what it gives, unless something newer was begun meanwhile. */
async function busily(
  { put, begin }: Course,
  work: (isCurrent: () => boolean) => Promise<Partial<ImportState>>,
): Promise<void> {
  const isCurrent = begin()
  put({ isBusy: true, failure: null, jobId: null })
  try {
    const change = await work(isCurrent)
    if (isCurrent()) put({ ...change, isBusy: false, jobId: null })
  } catch (error) {
    const { code, message } = toPlainError(error)
    if (isCurrent()) put({ failure: code === 'cancelled' ? null : message, isBusy: false, jobId: null })
  }
}

async function read(
  { latest, put }: Course,
  choice: Partial<ImportState>,
  dryRun: boolean,
  isCurrent: () => boolean,
): Promise<ImportReport> {
  const { labels, format, rules, classes } = { ...latest(), ...choice }
  const request = { labels, format: format ?? 'auto', dryRun, classes: { ...classes }, ...rules } as const
  const { jobId } = await call('import.start', request)
  if (isCurrent()) put({ jobId })
  return (await finishJob(jobId)) as ImportReport
}

/** A dry run; the first also proposes classes and is then done again with them. */
async function lookAt(
  course: Course,
  choice: Partial<ImportState>,
  isCurrent: () => boolean,
): Promise<Partial<ImportState>> {
  const plan = await read(course, choice, true, isCurrent)
  const chosen = { ...course.latest().classes, ...choice.classes }
  const classes = { ...proposedClasses(plan), ...chosen }
  if (Object.keys(classes).length === Object.keys(chosen).length) return { plan, step: 'plan' }
  return { plan: await read(course, { ...choice, classes }, true, isCurrent), classes, step: 'plan' }
}

async function addImages(course: Course, folder: string, isCurrent: () => boolean): Promise<Partial<ImportState>> {
  const { jobId } = await call('roots.add', { path: folder })
  if (isCurrent()) course.put({ jobId })
  await finishJob(jobId)
  const detection = await call('import.detect', { labels: course.latest().labels })
  if (course.latest().step !== 'plan') return { detection }
  return { detection, plan: await read(course, {}, true, isCurrent) }
}

async function unpackImages(
  course: Course,
  directory: string,
  isCurrent: () => boolean,
): Promise<Partial<ImportState>> {
  const { jobId } = await call('import.unpack', { zip: course.latest().labels, directory })
  if (isCurrent()) course.put({ jobId })
  const unpacked = (await finishJob(jobId)) as UnpackReport
  return { ...(await addImages(course, unpacked.directory, isCurrent)), unpacked }
}

/** Classes that are probably meant as one of the project. */
function proposedClasses({ classes }: ImportReport): Record<string, ClassTarget> {
  return Object.fromEntries(
    classes.flatMap(({ name, similarId }) =>
      similarId === null ? [] : [[name, { kind: 'existing', categoryId: similarId } as const]],
    ),
  )
}

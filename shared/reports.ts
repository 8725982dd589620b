/** What import, export, split and training say about their work: what was done, what was left out, and why. */
import { z } from 'zod'
import { ensemble } from './ensemble.ts'
import { mappedClass } from './exchange/classMapping.ts'
import { loss } from './exchange/losses.ts'
import { category, id, splitName } from './model.ts'
import { splitSettings } from './split/settings.ts'
import { trainSettings } from './trainSettings.ts'

/** One thing worth telling, with the place it comes from. */
export const problem = z.object({
  severity: z.enum(['note', 'warning', 'error']),
  /** Path of the file as the user knows it. */
  file: z.string(),
  /** From 1; null when the whole file is meant. */
  line: z.int().positive().nullable(),
  /** Stable name of the kind, e.g. `box-outside`. */
  kind: z.string(),
  message: z.string(),
})
export type Problem = z.infer<typeof problem>

export const scanReport = z.object({
  added: z.int(),
  known: z.int(),
  /** Files that are other ones than before, under the same name. */
  changed: z.int(),
  /** Images without their files, and those of them that lost them since the last scan. */
  missing: z.int(),
  gone: z.int(),
  /** Images that were missing and were found under another name or in another folder. */
  moved: z.int(),
  broken: z.array(z.object({ path: z.string(), reason: z.string() })),
})
export type ScanReport = z.infer<typeof scanReport>

/** What a folder holds of the images of another one. */
export const linkReport = z.object({
  images: z.int(),
  /** Found under the same relative path. */
  byPath: z.int(),
  /** Found elsewhere, by name and length of the file. */
  byName: z.int(),
  missing: z.int(),
  /** Images that the project does not know yet. */
  others: z.int(),
})
export type LinkReport = z.infer<typeof linkReport>

/** In the order in which people look for them; every one is read and written. */
export const importFormat = z.enum([
  'voc',
  'yolo',
  'coco',
  'kitti',
  'createml',
  'labelme',
  'labelstudio',
  'via',
  'cvat',
  'csv',
  'openimages',
  'cocoResults',
  'kittiResults',
])
export type ImportFormat = z.infer<typeof importFormat>
export const exportFormat = z.enum([
  'yolo',
  'coco',
  'kitti',
  'voc',
  'createml',
  'labelme',
  'labelstudio',
  'via',
  'cvat',
  'csv',
  'openimages',
  'cocoResults',
  'kittiResults',
])
export type ExportFormat = z.infer<typeof exportFormat>

/** How the label files of a data set lie. */
export const datasetLayout = z.enum([
  /** Label files in one folder, or beside their images, as labelImg leaves them. */
  'flat',
  /** `images` and `labels` side by side, parts below or above them (Ultralytics, Roboflow). */
  'labelsFolder',
  /** obj.data, obj.names and lists of images. */
  'darknet',
  /** Annotations with ImageSets/Main. */
  'devkit',
  /** KITTI's training/label_2. */
  'label2',
  /** One document for all images. */
  'oneDocument',
  /** A document for each part. */
  'documents',
])
export type DatasetLayout = z.infer<typeof datasetLayout>

/** A format that a dropped folder, zip or file may be of. */
export const detectedFormat = z.object({
  format: importFormat,
  layout: datasetLayout,
  labelFiles: z.int(),
  /** Class names in the order of the source's list, as far as they can be told without reading every label file. */
  classes: z.array(z.string()),
  parts: z.array(z.enum(['train', 'val', 'test'])),
  /** 1: a file says so itself. Below 0.5 it is a guess. */
  confidence: z.number().min(0).max(1),
  reason: z.string(),
})
export type DetectedFormat = z.infer<typeof detectedFormat>

export const importReport = z.object({
  format: importFormat,
  isDryRun: z.boolean(),
  labelFiles: z.int(),
  matchedImages: z.int(),
  /** Label files for which no image was found. */
  unmatchedFiles: z.int(),
  /** Images of the project that no label file spoke of. */
  imagesWithoutLabels: z.int(),
  boxes: z.int(),
  /** Boxes that the images already had, with the same class and place; they were not added again. */
  knownBoxes: z.int(),
  clampedBoxes: z.int(),
  skippedBoxes: z.int(),
  verifiedEmptyImages: z.int(),
  newCategories: z.array(z.string()),
  boxesPerCategory: z.record(z.string(), z.int()),
  /** Nothing came in, and nothing was there already: not a success. */
  isEmpty: z.boolean(),
  /** Every class of the source that has boxes or is in its list, in its order. */
  classes: z.array(mappedClass),
  /** Boxes of classes that were not wanted. */
  unwantedBoxes: z.int(),
  /** Images that have boxes already and were left as they are. */
  keptImages: z.int(),
  /** Boxes that gave way to those of the source. */
  replacedBoxes: z.int(),
  /** Images that got their part from the source. */
  splitImages: z.int(),
  /** Images whose boxes were drawn on the picture as stored and were turned with it. */
  turnedImages: z.int(),
  /** The first of the files that were matched. */
  matches: z.array(z.object({ file: z.string(), image: z.string(), boxes: z.int() })),
  problems: z.array(problem),
})
export type ImportReport = z.infer<typeof importReport>

export const exportReport = z.object({
  format: exportFormat,
  directory: z.string(),
  images: z.int(),
  boxes: z.int(),
  /** Images left out, by reason. */
  leftOut: z.record(z.string(), z.int()),
  /** Label files, as paths inside the folder; the first thousand in a dry run. */
  files: z.array(z.string()),
  problems: z.array(problem),
  isDryRun: z.boolean(),
  labelFiles: z.int(),
  /** About how much a dry run would write. */
  bytes: z.int(),
  losses: z.array(loss),
  /** Class names in the order in which they are exported. */
  classes: z.array(z.string()),
  /** Those of the last export to the same place or in the same format, when they were others; null when they are the same. */
  formerClasses: z.array(z.string()).nullable(),
  target: z.enum(['free', 'empty', 'filled']),
  /** Where the folder went that was there before. */
  keptAside: z.string().nullable(),
  /** Images whose picture is stored lying and turned upright by its EXIF orientation. */
  lyingImages: z.int(),
  /** Of those, how many were copied upright. */
  turnedImages: z.int(),
})
export type ExportReport = z.infer<typeof exportReport>

/** What cutting out the boxes of a gallery came to. */
export const measureReport = z.object({
  images: z.int(),
  boxes: z.int(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
})
export type MeasureReport = z.infer<typeof measureReport>

const splitCounts = z.object({ train: z.int(), val: z.int(), test: z.int() })

/** A group of images that lies in more than one part: a detector would be judged by pictures it has seen. */
export const splitLeak = z.object({
  /** `copies`: the pictures are nearly the same. `group`: folder or name say that they belong together. */
  kind: z.enum(['copies', 'group']),
  imageCount: z.int(),
  /** Some of them, at least one of each part. */
  images: z.array(z.object({ id, path: z.string(), split: splitName, isLocked: z.boolean() })),
})
export type SplitLeak = z.infer<typeof splitLeak>

export const splitReport = z.object({
  seed: z.int(),
  ratio: z.tuple([z.number(), z.number(), z.number()]),
  settings: splitSettings,
  isDryRun: z.boolean(),
  /** Images that can be dealt: labelled, or verified to hold nothing. */
  dealable: z.int(),
  images: splitCounts,
  /** Of those, images without a part. */
  unassigned: z.int(),
  /** Images that kept the part they had. */
  kept: z.int(),
  locked: z.int(),
  /** Images whose part changed, or would change. */
  moved: z.int(),
  categories: z.array(z.object({ id, name: z.string(), boxes: splitCounts, images: splitCounts })),
  /** Groups of more than one image by the rule, and the largest of them. */
  groups: z.object({ count: z.int(), largest: z.int() }),
  leakCount: z.int(),
  /** The first of them. */
  leaks: z.array(splitLeak),
  /** Images not looked at yet: near copies among them are not known. */
  uncompared: z.int(),
})
export type SplitReport = z.infer<typeof splitReport>

/** What looking at pictures for near copies came to. */
export const compareReport = z.object({
  images: z.int(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
})
export type CompareReport = z.infer<typeof compareReport>

/** One thing to know before training: a `block` prevents it, a `warning` makes the result poor. */
export const readinessItem = z.object({
  severity: z.enum(['ok', 'warning', 'block']),
  kind: z.enum(['labels', 'split', 'empty-part', 'leaks', 'few-boxes', 'not-validated', 'small-boxes', 'unlabelled']),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ReadinessItem = z.infer<typeof readinessItem>

export const deviceReport = z.object({
  kind: z.enum(['cpu', 'gpu']),
  /** Name of the processor or graphics card. */
  name: z.string(),
  threads: z.int(),
  /** True when it trains faster in bfloat16 than in float32. Known where something trains; reports of older runs do not say. */
  hasBfloat16: z.boolean().optional(),
  /** Where a graphics card computes through WebGPU: by which of the system's interfaces, and whose driver. */
  webgpu: z
    .object({
      through: z.enum(['Vulkan', 'Metal', 'Direct3D 12']),
      driver: z.string(),
      /** True for a driver that computes on the processor. Nothing chooses it by itself. */
      isSoftware: z.boolean(),
    })
    .optional(),
  tensorflowVersion: z.string(),
  libraryPath: z.string(),
  /** What a training run measured: its first step, in which TensorFlow arranges the graph, and the median of those after it. */
  firstStepMs: z.number().optional(),
  stepMs: z.number().nullable().optional(),
  /** An image of the last validation, from its pixels to its boxes; the median. */
  detectMs: z.number().optional(),
})
export type DeviceReport = z.infer<typeof deviceReport>

export const run = z.object({
  id,
  jobId: id,
  name: z.string(),
  settings: trainSettings,
  /** The classes at the time of training, in the order of the model's outputs. */
  categories: z.array(category),
  images: splitCounts,
  device: deviceReport.nullable(),
  createdAt: z.int(),
  endedAt: z.int().nullable(),
  /** Number of the epoch whose weights are kept, and its validation figures. */
  bestEpoch: z.int().nullable(),
  bestAp: z.number().nullable(),
  bestAp50: z.number().nullable(),
  /** Why training ended: `epochs`, `time`, `patience`, `rises`, `settled`, `stopped`, `combined`, `cancelled`, `failed`, `interrupted`. */
  endReason: z.string().nullable(),
  /** Of a cross-validation: its folds, and how many of them are done; null for an ordinary run. */
  folds: z.object({ count: z.int(), done: z.int() }).nullable(),
  /** Of a search over settings: which one it belongs to, and its number there. */
  trial: z.object({ searchId: id, number: z.int() }).nullable(),
  /** Runs that answer as one; null for an ordinary run. An ensemble has the settings of its first member, and no epochs. */
  ensemble: ensemble.nullable(),
  /** What its weights take on the disk, four bytes for each number; null when it kept none. */
  weightsBytes: z.int().nullable(),
  /** True while it stands still and waits to be told to go on. */
  isPaused: z.boolean(),
  /** True when it ended early and noted where it stood. */
  isResumable: z.boolean(),
})
export type Run = z.infer<typeof run>

/** What a run under way can be told: stand still, go on, or end with the best weights so far. */
export const trainOrder = z.enum(['pause', 'continue', 'finish'])
export type TrainOrder = z.infer<typeof trainOrder>

export const epoch = z.object({
  runId: id,
  epoch: z.int().positive(),
  /** Mean over the epoch of every named loss term, weighted as it enters the sum, and of the sum as `total`. */
  losses: z.record(z.string(), z.number()),
  learningRate: z.number(),
  ap: z.number().nullable(),
  ap50: z.number().nullable(),
  seconds: z.number(),
  imagesPerSecond: z.number(),
})
export type Epoch = z.infer<typeof epoch>

/** Parts that a run can be evaluated on. */
export const evaluablePart = z.enum(['train', 'val', 'test', 'all'])
export type EvaluablePart = z.infer<typeof evaluablePart>
/** `folds`: the images of a cross-validation, each judged by the model that did not see it. */
export const evaluationSplit = z.enum([...evaluablePart.options, 'folds'])
export type EvaluationSplit = z.infer<typeof evaluationSplit>

/**
 * Whether the threshold of confidence may come from the run's validation images: they do not choose for themselves, and the
 * folds of a cross-validation are judged by other detectors than the parts.
 */
export const isOtherThanValidation = (split: EvaluationSplit): boolean => split !== 'val' && split !== 'folds'

export const evaluation = z.object({
  id,
  runId: id,
  split: evaluationSplit,
  images: z.int(),
  detections: z.int(),
  createdAt: z.int(),
})
export type Evaluation = z.infer<typeof evaluation>

/** One image of an evaluation. */
export const evaluatedImage = z.object({
  id,
  path: z.string(),
  width: z.int(),
  height: z.int(),
  split: splitName.nullable(),
})
export type EvaluatedImage = z.infer<typeof evaluatedImage>

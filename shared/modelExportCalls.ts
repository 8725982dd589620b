/** The part of the contract for exporting a trained detector to files that other programs run. */
import { z } from 'zod'
import { jobStarted } from './callShapes.ts'
import { existingRule } from './exchange/exportSettings.ts'
import { id } from './model.ts'

export const modelFormat = z.enum(['onnx', 'tfjs', 'savedmodel'])
export type ModelFormat = z.infer<typeof modelFormat>

export const modelPrecision = z.enum(['float32', 'float16', 'int8'])
export type ModelPrecision = z.infer<typeof modelPrecision>

/** What each format can be written in. TensorFlow.js stores weights in float16 and computes in float32. */
export const precisionsOf: Readonly<Record<ModelFormat, readonly ModelPrecision[]>> = {
  onnx: ['float32', 'float16', 'int8'],
  tfjs: ['float32', 'float16'],
  savedmodel: ['float32'],
}

/** Where what the export costs is measured. */
export const measuredPart = z.enum(['val', 'test', 'none'])
export type MeasuredPart = z.infer<typeof measuredPart>

export const modelExportSettings = z
  .strictObject({
    runId: id,
    format: modelFormat,
    precision: modelPrecision.default('float32'),
    /** The folder that the files go to. */
    directory: z.string().min(1),
    existing: existingRule.default('refuse'),
    measure: measuredPart.default('val'),
  })
  .refine(({ format, precision }) => precisionsOf[format].includes(precision), {
    message: 'this format cannot be written in this precision',
    path: ['precision'],
  })
export type ModelExportSettings = z.infer<typeof modelExportSettings>

const figures = z.object({ ap: z.number().nullable(), ap50: z.number().nullable() })

/** How far what the file says in its own runtime is from what the run says, over pictures of the project. */
export const modelCheck = z.object({
  /** Name and version of the runtime. */
  runtime: z.string(),
  images: z.int(),
  /** Largest difference of a box's edge, as a part of the input's side, and of a probability. */
  boxes: z.number(),
  probabilities: z.number(),
  /** What the differences may be; null where a precision is judged by its AP alone. */
  limit: z.number().nullable(),
})
export type ModelCheck = z.infer<typeof modelCheck>

export const modelMeasure = z.object({
  split: measuredPart.exclude(['none']),
  images: z.int(),
  /** By COCO's rules: of the run's own weights and of the exported file. */
  run: figures,
  exported: figures,
})
export type ModelMeasure = z.infer<typeof modelMeasure>

/** What a worker tells of an export. */
export const modelFiles = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.int() })),
  check: modelCheck,
  /** Null where it was not asked for, or the part has no labelled image. */
  measure: modelMeasure.nullable(),
  /** Pictures that the ranges of int8 were taken from. */
  calibrationImages: z.int(),
  /** Path and reason of pictures that could not be read. */
  unreadable: z.array(z.string()),
})
export type ModelFiles = z.infer<typeof modelFiles>

export const exportedModel = modelFiles.extend({
  runId: id,
  format: modelFormat,
  precision: modelPrecision,
  directory: z.string(),
  /** Where the folder is now that was there before. */
  keptAside: z.string().nullable(),
})
export type ExportedModel = z.infer<typeof exportedModel>

export const modelExportCalls = {
  /** The job's result is an `exportedModel`. */
  'model.export': { request: modelExportSettings, response: jobStarted },
} as const

/** Every knob of a training run, with its default. The form, the command line's `--set` and the run's snapshot use this one list. */
import { z } from 'zod'

export const detectorName = z.enum(['yolo'])
export type DetectorName = z.infer<typeof detectorName>

export const trainSettings = z.strictObject({
  detector: detectorName.default('yolo').describe('Family of the detector'),
  size: z.int().min(96).max(1280).multipleOf(32).default(320).describe('Side of the square network input in pixels'),
  epochs: z
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .default(null)
    .describe('Passes over the training images; empty: as many as the time allows'),
  seconds: z.number().positive().nullable().default(600).describe('Time budget for training; empty: no limit'),
  batch: z.int().min(1).max(256).default(16).describe('Images in one step'),
  device: z.enum(['auto', 'cpu', 'gpu']).default('auto').describe('Processor that trains'),
  seed: z.int().min(0).default(0).describe('Start of all random numbers'),
  start: z.enum(['pretrained', 'scratch']).default('pretrained').describe('Weights of the backbone at the start'),
  frozen: z
    .enum(['none', 'early', 'all'])
    .default('early')
    .describe('Stages of a pretrained backbone that stay as they are: none, up to stride 8, or all'),
  anchorsPerScale: z.int().min(1).max(9).default(3).describe('Anchor boxes in each grid cell'),
  neck: z.enum(['add', 'concat']).default('add').describe('How feature maps of two scales are joined'),
  neckChannels: z.int().min(16).max(512).multipleOf(8).default(96).describe('Channels of each joined feature map'),
  learningRate: z.number().positive().default(2e-3).describe('Largest learning rate of the schedule'),
  backboneRate: z
    .number()
    .min(0)
    .max(1)
    .default(0.3)
    .describe('Learning rate of a pretrained backbone as a part of the above'),
  weightDecay: z.number().min(0).default(1e-4).describe('Pull of the weights towards zero in each step'),
  boxWeight: z.number().min(0).default(2).describe('Weight of the box loss'),
  objectnessWeight: z.number().min(0).default(1).describe('Weight of the objectness loss'),
  classWeight: z.number().min(0).default(0.5).describe('Weight of the class loss'),
  flipHorizontal: z.number().min(0).max(1).default(0.5).describe('Probability of mirroring left and right'),
  flipVertical: z.number().min(0).max(1).default(0).describe('Probability of mirroring top and bottom'),
  scale: z.number().min(0).max(0.9).default(0.3).describe('Random zoom, plus or minus this part'),
  translate: z.number().min(0).max(0.5).default(0.1).describe('Random shift, up to this part of the side'),
  colour: z.number().min(0).max(1).default(0.3).describe('Strength of random brightness, contrast and colour'),
  validateEvery: z.int().min(1).default(1).describe('Epochs between two validations'),
})
export type TrainSettings = z.infer<typeof trainSettings>

export const defaultTrainSettings: TrainSettings = trainSettings.parse({})

/** Every knob of a training run, with its default. The form, the command line's `--set` and the run's snapshot use this one list. */
import { z } from 'zod'

export const detectorName = z.enum(['yolo', 'ssd', 'faster-rcnn', 'rcnn', 'sliding-window'])
export type DetectorName = z.infer<typeof detectorName>

/** Methods that use how the slope changes; each of their steps looks at all images several times. */
export const secondOrderOptimizers = ['newton', 'conjugate-gradient', 'lbfgs'] as const
export type SecondOrderOptimizer = (typeof secondOrderOptimizers)[number]

export const isSecondOrder = (optimizer: string): optimizer is SecondOrderOptimizer =>
  (secondOrderOptimizers as readonly string[]).includes(optimizer)

const probability = z.number().min(0).max(1)

const run = {
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
  batch: z
    .int()
    .min(1)
    .max(256)
    .nullable()
    .default(null)
    .describe('Images in one step; empty: 8, or 32 on a graphics card, or fewer where the memory is small'),
  device: z
    .enum(['auto', 'gpu', 'webgpu', 'cpu'])
    .default('auto')
    .describe(
      'What trains: an NVIDIA card through TensorFlow, else any graphics card through WebGPU, else the processor (automatic), or as chosen',
    ),
  precision: z
    .enum(['auto', 'float32', 'bfloat16'])
    .default('auto')
    .describe(
      'Numbers of the convolutions in training: bfloat16 where processor or card train faster with it (automatic), or as chosen',
    ),
  seed: z.int().min(0).default(0).describe('Start of all random numbers'),
  suppression: z
    .enum(['faded', 'hard', 'soft-gaussian', 'soft-linear'])
    .default('faded')
    .describe(
      'Boxes that overlap a surer one: suppressed or faded, with a vote on the place; suppressed alone (hard); or less sure by the overlap (soft NMS)',
    ),
  validateEvery: z.int().min(1).default(1).describe('Epochs between two validations; more where one takes long'),
  update: z
    .enum(['step', 'epoch'])
    .default('step')
    .describe('When the weights change: after each step, or once an epoch by the mean over all images (full batch)'),
  rises: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('Stops when the validation loss has risen so many times in a row; empty: never'),
  patience: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .describe('Stops after so many validations without a better AP; empty: never'),
}

const network = {
  start: z.enum(['pretrained', 'scratch']).default('pretrained').describe('Weights of the backbone at the start'),
  frozen: z
    .enum(['none', 'early', 'all'])
    .default('early')
    .describe('Stages of a pretrained backbone that stay as they are: none, up to stride 8, or all'),
  width: z
    .enum(['small', 'medium', 'large'])
    .default('medium')
    .describe('Channels of a backbone from scratch: 8, 16 or 32 at the first stage, doubled at each of the next four'),
  anchorsPerScale: z.int().min(1).max(9).default(3).describe('Anchor boxes in each grid cell'),
  neck: z.enum(['add', 'concat']).default('add').describe('How feature maps of two scales are joined'),
  neckChannels: z.int().min(16).max(512).multipleOf(8).default(96).describe('Channels of each joined feature map'),
  activation: z
    .enum(['sigmoid', 'tanh', 'relu', 'leaky-relu', 'silu', 'linear', 'step'])
    .default('relu')
    .describe(
      'What bends the output of each layer; a pretrained backbone keeps its own (ReLU6). Linear bends nothing and step passes no gradient: they show why',
    ),
  initialisation: z
    .enum(['normal', 'uniform', 'xavier', 'kaiming'])
    .default('kaiming')
    .describe(
      'Random weights at the start: fixed spread (normal, uniform), or by fan-in and fan-out (Xavier), or for rectifiers (Kaiming)',
    ),
  normalisation: z
    .enum(['batch', 'none'])
    .default('batch')
    .describe('Batch norm after each convolution, or a bias alone'),
  inputScaling: z
    .enum(['fixed', 'measured'])
    .default('fixed')
    .describe('Pixels to -1..1, or by mean and deviation of each channel over the training images'),
  dropout: z
    .number()
    .min(0)
    .max(0.9)
    .default(0)
    .describe('Part of the channels switched off at random before the outputs'),
}

const learning = {
  optimizer: z
    .enum(['sgd', 'adagrad', 'rmsprop', 'adam', 'adamw', ...secondOrderOptimizers])
    .default('adamw')
    .describe(
      'Rule that turns gradients into steps; Newton, conjugate gradients and L-BFGS search along each direction and need a backbone that is frozen wholly',
    ),
  learningRate: z.number().positive().default(2e-3).describe('Largest learning rate of the schedule'),
  backboneRate: probability.default(0.3).describe('Learning rate of a pretrained backbone as a part of the above'),
  momentum: z.number().min(0).max(0.999).default(0.9).describe('Part of the last step that SGD and RMSProp keep'),
  dampening: probability.default(0).describe('How much less of a new gradient enters the momentum of SGD'),
  momentumForm: z
    .enum(['classical', 'nesterov'])
    .default('classical')
    .describe('Momentum of SGD as it is, or looked up one step ahead'),
  schedule: z
    .enum(['cosine', 'step', 'constant'])
    .default('cosine')
    .describe('How the learning rate falls after the warm-up'),
  warmUp: z.number().min(0).max(0.5).default(0.04).describe('Part of the run over which the learning rate rises'),
  stepEvery: z.number().min(0.01).max(1).default(0.3).describe('Step schedule: part of the run between two falls'),
  stepFactor: z
    .number()
    .min(0.001)
    .max(1)
    .default(0.1)
    .describe('Step schedule: what is left of the rate at each fall'),
  weightDecay: z.number().min(0).default(1e-4).describe('L2: pull of the weights towards zero, by their size'),
  weightDecayL1: z.number().min(0).default(0).describe('L1: pull of the weights towards zero, the same for all'),
  clipNorm: z
    .number()
    .positive()
    .nullable()
    .default(10)
    .describe('Longest gradient; longer ones are shortened. Empty: no limit'),
  average: z
    .number()
    .min(0)
    .max(0.9999)
    .default(0.998)
    .describe('Moving average of the weights that validation and detection use; 0: the weights as they are'),
}

const loss = {
  boxLoss: z
    .enum(['mse', 'mae', 'smooth-l1', 'iou', 'giou', 'ciou'])
    .default('ciou')
    .describe('Distance of a predicted box from its label: of its four numbers, or by overlap'),
  objectnessLoss: z
    .enum(['bce', 'focal', 'mse'])
    .default('bce')
    .describe('Is something here? Binary cross-entropy, focal loss, or squared error'),
  classLoss: z
    .enum(['bce', 'cross-entropy', 'focal', 'mse'])
    .default('bce')
    .describe('What is it? Each class by itself (BCE, focal, squared error), or all against each other (softmax)'),
  focalGamma: z.number().min(0).max(5).default(1.5).describe('Focal loss: how much less easy examples count'),
  labelSmoothing: z.number().min(0).max(0.3).default(0).describe('Part of the certainty taken from the labelled class'),
  classBalance: probability
    .default(0)
    .describe('Weight of rare classes: 0 all the same, 1 in inverse proportion to their boxes'),
  boxWeight: z.number().min(0).default(4).describe('Weight of the box loss'),
  objectnessWeight: z.number().min(0).default(1).describe('Weight of the objectness loss'),
  classWeight: z.number().min(0).default(0.5).describe('Weight of the class loss'),
}

const augmentation = {
  flipHorizontal: probability.default(0.5).describe('Probability of mirroring left and right'),
  flipVertical: probability.default(0).describe('Probability of mirroring top and bottom'),
  scale: z.number().min(0).max(0.9).default(0.5).describe('Random zoom, plus or minus this part'),
  translate: z.number().min(0).max(0.5).default(0.1).describe('Random shift, up to this part of the side'),
  crop: z.number().min(0).max(0.8).default(0).describe('Random window of the picture, smaller by up to this part'),
  rotate: z.number().min(0).max(180).default(0).describe('Random turn, up to so many degrees either way'),
  shear: z.number().min(0).max(45).default(0).describe('Random slant, up to so many degrees either way'),
  elastic: z.number().min(0).max(0.1).default(0).describe('Random morphing: shifts of up to this part of the side'),
  colour: probability.default(0.3).describe('Strength of random brightness, contrast and tint'),
  hue: z.number().min(0).max(0.5).default(0).describe('Random turn of the hue, up to this part of the circle'),
  saturation: z.number().min(0).max(0.9).default(0).describe('Random saturation, plus or minus this part'),
  blur: probability.default(0).describe('Strength of random blur'),
  noise: z.number().min(0).max(0.3).default(0).describe('Random noise, up to this part of the range of values'),
  mosaic: probability
    .nullable()
    .default(null)
    .describe('Probability of a picture made of four; empty: half the part of the boxes that stay whole in one'),
  mixup: probability.default(0).describe('Probability of two pictures laid over each other'),
}

export const trainSettings = z.strictObject({ ...run, ...network, ...learning, ...loss, ...augmentation })
export type TrainSettings = z.infer<typeof trainSettings>

export const defaultTrainSettings: TrainSettings = trainSettings.parse({})

/** Settings in which nothing is left to the machine. */
export type ResolvedTrainSettings = TrainSettings & { readonly batch: number; readonly mosaic: number }
/** What the machine and the images decided. */
export type DecidedSettings = Pick<ResolvedTrainSettings, 'batch' | 'mosaic'>

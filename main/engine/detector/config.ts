/** Every fixed number that the families share, with its reason; what is one family's own is in its folder. What a user may choose is in shared/trainSettings.ts. */

/** Pixels of the network input that one cell of each feature map covers. */
export const strides = [8, 16, 32] as const

/** Grey of the border around a picture that is not square, as the YOLO family uses it. */
export const fillGrey = 114

/** Boxes smaller than this in the network input are too small to be learned and are left out of training. */
export const smallestBox = 2

/** A box cut by the picture's border after augmentation still counts when this part of it is left. */
export const smallestVisiblePart = 0.3

/** Objectness at the start: one cell in a hundred holds something (Lin et al., "Focal loss", 2017, section 4.1). */
export const objectnessPrior = 0.01

export const batchNormEpsilon = 1e-3
/** Share of the old running mean and variance kept in each step; small sets have few steps, so less than the usual 0.99. */
export const batchNormMomentum = 0.95

/** Adam and AdamW with their usual constants (Kingma and Ba, 2015). */
export const adamBeta1 = 0.9
export const adamBeta2 = 0.999
export const adamEpsilon = 1e-8
/** PyTorch's constants, so that figures of papers that used it can be repeated. */
export const adagradEpsilon = 1e-10
export const rmspropKeep = 0.99
export const rmspropEpsilon = 1e-8

/** Spread of random weights that does not look at the size of a layer. */
export const normalDeviation = 0.01
export const uniformLimit = 0.05

/** Slope of the leaky rectifier below zero (Redmon et al., "You only look once", 2016). */
export const leakySlope = 0.1

/** The warm-up takes at least so many steps: moments have to fill. */
export const fewestWarmUpSteps = 10
/** The warm-up begins here, as a part of the largest rate: from zero nothing would be learned. */
export const smallestRatePart = 0.05
/** Learning rate at the end of the cosine as a part of its largest. */
export const lastRatePart = 0.02

/** Detections below this confidence are not even considered; COCO's average precision wants nearly all. */
export const smallestConfidence = 0.005
/** Two boxes of a class that overlap more than this are the same object. */
export const suppressionIou = 0.6
/** Spread of soft suppression, as its paper has it. */
export const softDeviation = 0.5
/** Boxes of a class that overlap less lose confidence; chosen on validation images, where 0.2 to 0.5 hardly differ. */
export const suppressionSoftness = 0.3
/** Candidates that overlap a kept box at least so much vote on where it is, weighing exp(-(1 - IoU)² / spread). */
export const smallestVotingIou = 0.6
export const votingSpread = 0.1
/** COCO judges at most 100 detections of a class in an image; 300 leaves room for several classes. */
export const mostDetections = 300
/** Candidates that enter suppression, best first. */
export const mostCandidates = 3000

/** Decoded pictures kept in memory; beyond it they are decoded again when their turn comes. */
export const pictureMemoryBytes = 2 * 1024 ** 3

/** Grey levels; channels that vary less are not stretched further. */
export const fewestDeviation = 1

/** Pictures that mean and deviation of the channels are measured over; more say nothing new. */
export const scalingSample = 256

/** Cells on a side of the lattice that morphing bends a picture by; with shifts of a tenth of the side it cannot fold. */
export const latticeCells = 3

/** Part of the training time that may go into noting where the run stands. */
export const largestSavingPart = 0.03
/** Seconds of training without a note, however long noting takes: more than that nobody should lose to a crash. */
export const longestWithoutNote = 10

/** A validation waits until the training since the last one took this many times as long as that one did. */
export const trainingPerValidation = 9

/** Steps after the first whose median says what a step takes. */
export const measuredSteps = 5

/** Validation images whose detections are shown after each validation. */
export const sampleImages = 8
/** Detections below this confidence, or beyond this number in one image, would only hide the picture. */
export const sampleConfidence = 0.25
export const mostSampleBoxes = 60

/** Box sizes that a picture of them can still tell apart. */
export const shownSizes = 3000

/** What a step keeps for each pixel of each image until its gradient is computed: measured 2.4 kB with the pretrained backbone, and some air. */
export const bytesPerPixel = 3000
/** Larger batches hardly make a step faster for each image, and leave a small set few steps: in the same epochs 8 learned more than 16. */
export const usefulBatch = { cpu: 8, gpu: 32 } as const
/** A processor's memory is shared with all other programs; a card's with hardly any. */
export const usefulMemoryPart = { cpu: 0.5, gpu: 0.8 } as const

/** Spread of the weights of outputs at the start: small, so that the bias speaks first. */
export const outputDeviation = 0.01

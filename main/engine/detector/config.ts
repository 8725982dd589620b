/** Every fixed number of the detectors, with its reason. What a user may choose is in shared/trainSettings.ts. */

/** Pixels of the network input that one cell of each feature map covers. */
export const strides = [8, 16, 32] as const

/** Grey of the border around a picture that is not square, as the YOLO family uses it. */
export const fillGrey = 114

/** Boxes smaller than this in the network input are too small to be learned and are left out of training. */
export const smallestBox = 2

/** A box cut by the picture's border after augmentation still counts when this part of it is left. */
export const smallestVisiblePart = 0.3

/** Anchor and box may differ by this factor in width and height (YOLOv5: `anchor_t`). */
export const largestAnchorRatio = 4

/** Weight of the objectness loss on each feature map: fine maps have many more cells (YOLOv5: `balance`). */
export const objectnessBalance = [4, 1, 0.4] as const

/** Objectness at the start: one cell in a hundred holds something (Lin et al., "Focal loss", 2017, section 4.1). */
export const objectnessPrior = 0.01

export const batchNormEpsilon = 1e-3
/** Share of the old running mean and variance kept in each step; small sets have few steps, so less than the usual 0.99. */
export const batchNormMomentum = 0.95

/** AdamW (Loshchilov and Hutter, 2019) with its usual constants. */
export const adamBeta1 = 0.9
export const adamBeta2 = 0.999
export const adamEpsilon = 1e-8
/** A backbone whose batch norm is folded into biases meets large gradients in its first steps. */
export const largestGradientNorm = 10

/** Moving average of the weights: `min(limit, (1 + step) / (10 + step))`, so that short runs average over little. */
export const averageLimit = 0.998

/** Part of the run over which the learning rate rises from zero, and at least so many steps. */
export const warmUpPart = 0.04
export const fewestWarmUpSteps = 10
/** Learning rate at the end of the cosine as a part of its largest. */
export const lastRatePart = 0.02

/** Detections below this confidence are not even considered; COCO's average precision wants nearly all. */
export const smallestConfidence = 0.005
/** Two boxes of a class that overlap more than this are the same object. */
export const suppressionIou = 0.6
/** COCO judges at most 100 detections of a class in an image; 300 leaves room for several classes. */
export const mostDetections = 300
/** Candidates that enter suppression, best first. */
export const mostCandidates = 3000

/** Decoded pictures kept in memory; beyond it they are decoded again when their turn comes. */
export const pictureMemoryBytes = 2 * 1024 ** 3

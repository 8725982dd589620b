/** The part of the contract for ensembles: runs that are there combined, and several trained to be combined. */
import { z } from 'zod'
import { jobStarted } from './callShapes.ts'
import { ensembleMethod, fewestMembers, fusionSettings, mostMembers, usualMembers } from './ensemble.ts'
import { id } from './model.ts'
import { trainSettings } from './trainSettings.ts'

export const ensembleCalls = {
  /**
   * Makes an ensemble of runs, which can be used at once; the job judges it on the validation images. Fails with `conflict` when
   * the runs do not know the same classes. Weights are in the order of the runs; without them all weigh the same.
   */
  'ensembles.combine': {
    request: z.strictObject({
      runIds: z.array(id).min(fewestMembers).max(mostMembers),
      weights: z.array(z.number().positive()).optional(),
      fusion: fusionSettings,
    }),
    response: jobStarted.extend({
      runId: id,
      /** Images of the present validation and test part that some member was trained on: there its figures flatter. */
      learnedImages: z.int(),
    }),
  },
  /** Trains the members one after the other, each on a sample of the training part. The limits of the settings hold for each. */
  'ensembles.train': {
    request: z.strictObject({
      method: ensembleMethod.exclude(['chosen']),
      members: z.int().min(fewestMembers).max(mostMembers).default(usualMembers),
      settings: trainSettings,
      fusion: fusionSettings,
    }),
    response: jobStarted.extend({ runId: id }),
  },
} as const

/** Import and export of label files. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { openTree } from '../formats/fileTree.ts'
import { detectFormat } from '../formats/index.ts'
import { newToken } from '../formats/wholeFolder.ts'
import { runExport } from '../jobs/exportJob.ts'
import { runImport } from '../jobs/importJob.ts'
import { runUnpack } from '../jobs/unpackJob.ts'
import { settleRules } from './findings.ts'
import { imagesInZip } from './imagesInZip.ts'
import { imagesToAdd } from './imagesToAdd.ts'
import { labelsNearby } from './labelsNearby.ts'

type Part = Pick<EngineHandlers, 'import.detect' | 'import.nearby' | 'import.unpack' | 'import.start' | 'export.start'>

export function exchangeHandlers(context: EngineContext): Part {
  const jobs = () => openProjectOf(context).jobs
  return {
    'import.detect': async ({ labels }) => {
      const tree = await openTree(labels)
      const { format, reason, candidates } = await detectFormat(tree)
      const { store } = openProjectOf(context)
      return {
        ...{ format: format?.id ?? null, reason, container: tree.container, candidates: [...candidates] },
        imagesToAdd: await imagesToAdd(tree, store.roots.list()),
        imagesInZip: tree.container === 'zip' ? await imagesInZip(labels, store) : null,
      }
    },
    'import.unpack': (request) => {
      const token = newToken()
      const params = { ...request, token }
      return { jobId: jobs().start('import', params, (jobContext) => runUnpack(jobContext, request, token)).id }
    },
    'import.nearby': () => labelsNearby(openProjectOf(context).store.roots.list()),
    'import.start': (request) => {
      const job = jobs().start('import', request, async (jobContext) => {
        const report = await runImport(jobContext, request)
        if (!request.dryRun) announceChange(context, null, true)
        return report
      })
      return { jobId: job.id }
    },
    'export.start': async (request) => {
      await settleRules(context, request.filter ?? '')
      const token = newToken()
      const params = { ...request, token }
      return { jobId: jobs().start('export', params, (jobContext) => runExport(jobContext, request, token)).id }
    },
  }
}

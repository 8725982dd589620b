/** Import and export of label files. */
import type { EngineHandlers } from '../../../shared/api.ts'
import { announceChange, type EngineContext, openProjectOf } from '../context.ts'
import { openTree } from '../formats/fileTree.ts'
import { detectFormat } from '../formats/index.ts'
import { runExport } from '../jobs/exportJob.ts'
import { runImport } from '../jobs/importJob.ts'
import { settleRules } from './findings.ts'
import { imagesToAdd } from './imagesToAdd.ts'

type Part = Pick<EngineHandlers, 'import.detect' | 'import.start' | 'export.start'>

export function exchangeHandlers(context: EngineContext): Part {
  const jobs = () => openProjectOf(context).jobs
  return {
    'import.detect': async ({ labels }) => {
      const tree = await openTree(labels)
      const { format, reason, candidates } = await detectFormat(tree)
      return {
        ...{ format: format?.id ?? null, reason, container: tree.container, candidates: [...candidates] },
        imagesToAdd: await imagesToAdd(tree, openProjectOf(context).store.roots.list()),
      }
    },
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
      return { jobId: jobs().start('export', request, (jobContext) => runExport(jobContext, request)).id }
    },
  }
}

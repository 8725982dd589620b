import { assertNever } from '../../shared/errors.ts'
import type { EvaluatedImage, Run } from '../../shared/reports.ts'
import { LayerPanel } from './layers/LayerPanel.tsx'
import { LossesPanel } from './losses/LossesPanel.tsx'
import { OverlapPanel } from './overlap/OverlapPanel.tsx'
import { isLayer, type PanelName } from './panels.ts'
import { PrecisionRecallPanel } from './precisionRecall/PrecisionRecallPanel.tsx'

export type PanelProps = {
  readonly panel: PanelName
  /** Null only where the panel needs none. */
  readonly run: Run | null
  /** Null until it is known. */
  readonly image: EvaluatedImage | null
}

export function Panel({ panel, run, image }: PanelProps) {
  if (isLayer(panel)) return run && image && <LayerPanel layer={panel} run={run} image={image} />
  switch (panel) {
    case 'overlap':
      return <OverlapPanel />
    case 'losses':
      return <LossesPanel />
    case 'precisionRecall':
      return run && <PrecisionRecallPanel run={run} />
    default:
      return assertNever(panel)
  }
}

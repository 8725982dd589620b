import { assertNever } from '../../shared/errors.ts'
import type { EvaluatedImage, Run } from '../../shared/reports.ts'
import { FeaturesPanel } from './features/FeaturesPanel.tsx'
import { LayerPanel } from './layers/LayerPanel.tsx'
import { LossesPanel } from './losses/LossesPanel.tsx'
import { OptimizerPanel } from './optimizer/OptimizerPanel.tsx'
import { OverlapPanel } from './overlap/OverlapPanel.tsx'
import { isLayer, type PanelName } from './panels.ts'
import { PrecisionRecallPanel } from './precisionRecall/PrecisionRecallPanel.tsx'
import { RegularisationPanel } from './regularisation/RegularisationPanel.tsx'
import { BatchNormPanel } from './signals/BatchNormPanel.tsx'
import { InitialPanel } from './signals/InitialPanel.tsx'

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
    case 'features':
      return run && image && <FeaturesPanel run={run} image={image} />
    case 'initial':
      return run && image && <InitialPanel run={run} image={image} />
    case 'optimizer':
      return run && image && <OptimizerPanel key={`${run.id} ${image.id}`} run={run} image={image} />
    case 'batchNorm':
      return run && image && <BatchNormPanel run={run} image={image} />
    case 'regularisation':
      return run && image && <RegularisationPanel run={run} image={image} />
    case 'overlap':
      return <OverlapPanel />
    case 'losses':
      return <LossesPanel run={run} image={image} />
    case 'precisionRecall':
      return run && <PrecisionRecallPanel run={run} />
    default:
      return assertNever(panel)
  }
}

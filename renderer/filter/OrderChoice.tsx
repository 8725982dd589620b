import { useTranslation } from 'react-i18next'
import { type ImageOrder, imageOrder } from '../../shared/model.ts'
import { Select } from '../design/Field.tsx'
import { useActivity } from '../stores/activity.ts'
import { chosenModel, useAssistant } from '../stores/assistant.ts'
import { finishJob } from '../stores/jobs.ts'
import { fail } from '../stores/messages.ts'
import { call } from '../studio.ts'

/** How the lists of images are ordered. Choosing what to label next has the model look again. */
export function OrderChoice() {
  const { t } = useTranslation()
  const order = useActivity((state) => state.order)
  return (
    <Select
      value={order}
      choices={imageOrder.options.map((value) => ({ value, label: t(`assistant.order.${value}`) }))}
      aria-label={t('assistant.order.label')}
      title={t(`assistant.order.${order}Help`)}
      onChoose={(chosen) => choose(chosen).catch(fail)}
    />
  )
}

async function choose(order: ImageOrder): Promise<void> {
  useActivity.setState({ order })
  if (order === 'file') return
  const { runId } = chosenModel(await call('assistant.models', {}), useAssistant.getState())
  await finishJob((await call('assistant.order', { order, runId })).jobId)
}

import { Cpu, RotateCcw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../design/Button.tsx'
import { engineText } from '../engineText.ts'
import styles from './DeviceCard.module.css'
import { deviceName } from './runWords.ts'
import { Segmented } from './Segmented.tsx'
import { setSetting, useTrainView } from './trainView.ts'
import { type Device, type DeviceChoice, useDevice } from './useDevice.ts'

/** What a card computes through is for those who look among all options; here it is one choice. */
const choicesBeside = (chosen: DeviceChoice): readonly DeviceChoice[] => [
  'auto',
  chosen === 'webgpu' ? 'webgpu' : 'gpu',
  'cpu',
]

/** Which processor would compute; asked before the start, so that nobody waits for the slow one by surprise. */
export function DeviceCard() {
  const { t } = useTranslation()
  const chosen = useTrainView((state) => state.draft.device) as DeviceChoice
  const { device, askAgain } = useDevice(chosen)
  return (
    <div className={styles.card}>
      <Segmented
        label={t('train.label.device')}
        value={chosen}
        choices={choicesBeside(chosen).map((value) => ({ value, label: t(`train.choice.device.${value}`) }))}
        onChoose={(value) => setSetting('device', value)}
      />
      <DeviceState device={device} onAskAgain={askAgain} />
    </div>
  )
}

function DeviceState({ device, onAskAgain }: { readonly device: Device; readonly onAskAgain: () => void }) {
  const { t } = useTranslation()
  switch (device.kind) {
    case 'asking':
      return <p className={styles.quiet}>{t('train.device.asking')}</p>
    case 'busy':
      return <p className={styles.quiet}>{t('train.device.busy')}</p>
    case 'known':
      return (
        <p className={styles.known}>
          <Cpu size={16} aria-hidden="true" />
          <span>
            {t(`train.device.${device.report.kind}`)}: {deviceName(device.report.name)}
            {device.report.hasBfloat16 && ' · bfloat16'}
            {device.report.webgpu && ` · ${t('train.device.through', { interface: device.report.webgpu.through })}`}
            {device.report.webgpu?.isSoftware && ` · ${t('train.device.software')}`}
          </span>
        </p>
      )
    case 'failed':
      return (
        <div className={styles.failed} role="alert">
          <TriangleAlert size={16} className={styles.icon} aria-hidden="true" />
          <div className={styles.words}>
            <p className={styles.message}>{engineText(device.message)}</p>
            <Button onClick={onAskAgain}>
              <RotateCcw size={14} aria-hidden="true" />
              {t('train.device.again')}
            </Button>
          </div>
        </div>
      )
  }
}

import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Checkbox, Select } from '../../design/Field.tsx'
import { useKey } from '../../keys/useKey.ts'
import {
  crosshairChoices,
  defaultOptions,
  gridChoices,
  labelChoices,
  setOptions,
  useViewOptions,
  type ViewOptions,
} from './options.ts'
import { SliderRow } from './SliderRow.tsx'
import { plainTone } from './tone.ts'
import styles from './ViewPanel.module.css'

/** All of how the picture and its boxes are shown, in one place. Every change is seen at once beside it. */
export function ViewPanel() {
  const { t } = useTranslation()
  return (
    <>
      <div className={styles.sections}>
        <PictureSection />
        <BoxesSection />
        <CrosshairSection />
        <GridSection />
        <MovingSection />
      </div>
      <footer className={styles.footer}>
        <span className={styles.help}>{t('annotate.view.remembered')}</span>
        <Button onClick={() => setOptions(defaultOptions)}>{t('annotate.view.resetAll')}</Button>
      </footer>
    </>
  )
}

type SectionProps = { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode }

function Section({ title, action, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        {action}
      </header>
      {children}
    </section>
  )
}

function PictureSection() {
  const { t } = useTranslation()
  const isSharp = useViewOptions((state) => state.isSharp)
  const key = useKey('annotate.plainPicture')
  const reset = (
    <Button look="quiet" className={styles.small} onClick={() => setOptions(plainTone)}>
      {t('annotate.view.asItIs')} {key && <kbd>{key}</kbd>}
    </Button>
  )
  return (
    <Section title={t('annotate.view.picture')} action={reset}>
      <SliderRow label={t('annotate.view.brightness')} name="brightness" unit="percent" />
      <SliderRow label={t('annotate.view.contrast')} name="contrast" unit="percent" />
      <SliderRow label={t('annotate.view.gamma')} name="gamma" unit="count" />
      <Toggle label={t('annotate.view.isSharp')} name="isSharp" isChecked={isSharp} />
    </Section>
  )
}

function BoxesSection() {
  const { t } = useTranslation()
  const labels = useViewOptions((state) => state.labels)
  return (
    <Section title={t('annotate.view.boxes')}>
      <SliderRow label={t('annotate.view.lineWidth')} name="lineWidth" unit="px" />
      <SliderRow label={t('annotate.view.labelSize')} name="labelSize" unit="px" />
      <ChoiceRow label={t('annotate.view.labels')}>
        {(id) => (
          <Select
            id={id}
            value={labels}
            choices={labelChoices.map((value) => ({ value, label: t(`annotate.view.labelChoices.${value}`) }))}
            onChoose={(value) => setOptions({ labels: value })}
          />
        )}
      </ChoiceRow>
    </Section>
  )
}

function CrosshairSection() {
  const { t } = useTranslation()
  const crosshair = useViewOptions((state) => state.crosshair)
  const isOff = crosshair === 'never'
  return (
    <Section title={t('annotate.view.crosshair')}>
      <ChoiceRow label={t('annotate.view.shown')}>
        {(id) => (
          <Select
            id={id}
            value={crosshair}
            choices={crosshairChoices.map((value) => ({ value, label: t(`annotate.view.crosshairChoices.${value}`) }))}
            onChoose={(value) => setOptions({ crosshair: value })}
          />
        )}
      </ChoiceRow>
      <CrosshairColor isDisabled={isOff} />
      <SliderRow label={t('annotate.view.width')} name="crosshairWidth" unit="px" isDisabled={isOff} />
      <SliderRow label={t('annotate.view.opacity')} name="crosshairOpacity" unit="percent" isDisabled={isOff} />
    </Section>
  )
}

function CrosshairColor({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation()
  const color = useViewOptions((state) => state.crosshairColor)
  return (
    <ChoiceRow label={t('annotate.view.color')}>
      {(id) => (
        <span className={styles.color}>
          <input
            id={id}
            type="color"
            // White is what the theme draws.
            value={color ?? '#ffffff'}
            disabled={isDisabled}
            onChange={(event) => setOptions({ crosshairColor: event.target.value })}
          />
          <Button
            look="quiet"
            className={styles.small}
            disabled={isDisabled || color === null}
            onClick={() => setOptions({ crosshairColor: null })}
          >
            {t('annotate.view.ownColor')}
          </Button>
        </span>
      )}
    </ChoiceRow>
  )
}

function GridSection() {
  const { t } = useTranslation()
  const grid = useViewOptions((state) => state.grid)
  return (
    <Section title={t('annotate.view.grid')}>
      <ChoiceRow label={t('annotate.view.shown')}>
        {(id) => (
          <Select
            id={id}
            value={grid}
            choices={gridChoices.map((value) => ({ value, label: t(`annotate.view.gridChoices.${value}`) }))}
            onChoose={(value) => setOptions({ grid: value })}
          />
        )}
      </ChoiceRow>
      {grid === 'parts' ? (
        <SliderRow label={t('annotate.view.gridParts')} name="gridParts" unit="count" />
      ) : (
        <SliderRow label={t('annotate.view.gridStep')} name="gridStep" unit="px" isDisabled={grid === 'none'} />
      )}
    </Section>
  )
}

function MovingSection() {
  const { t } = useTranslation()
  const keepsView = useViewOptions((state) => state.keepsView)
  const hasMinimap = useViewOptions((state) => state.hasMinimap)
  return (
    <Section title={t('annotate.view.moving')}>
      <Toggle label={t('annotate.view.keepsView')} name="keepsView" isChecked={keepsView} />
      <Toggle label={t('annotate.view.hasMinimap')} name="hasMinimap" isChecked={hasMinimap} />
      <SliderRow label={t('annotate.view.objectShare')} name="objectShare" unit="percent" />
    </Section>
  )
}

type Switch = 'isSharp' | 'keepsView' | 'hasMinimap'
type ToggleProps = { readonly label: string; readonly name: Switch; readonly isChecked: boolean }

const Toggle = ({ label, name, isChecked }: ToggleProps) => (
  <Checkbox
    label={label}
    isChecked={isChecked}
    onChange={(value) => setOptions({ [name]: value } as Partial<ViewOptions>)}
  />
)

type ChoiceRowProps = { readonly label: string; readonly children: (id: string) => ReactNode }

function ChoiceRow({ label, children }: ChoiceRowProps) {
  const id = useId()
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

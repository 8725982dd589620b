import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../shared/metrics/perImage.ts'
import { OutcomeBox, OutcomeBoxes } from '../../canvas/OutcomeBox.tsx'
import { OutcomeSample } from '../../canvas/OutcomeSample.tsx'
import { outcomeLooks } from '../../canvas/outcomeLook.ts'
import { rateText } from '../../charts/figureText.ts'
import { Checkbox } from '../../design/Field.tsx'
import { chooseBox, switches, toggle, useImagesView } from './imagesView.ts'
import type { JudgedEntry } from './judgedBoxes.ts'
import styles from './OutcomePanel.module.css'

type OutcomePanelProps = { readonly entries: readonly JudgedEntry[] }

/** Legend, what is shown, and every box of the image in words. */
export function OutcomePanel({ entries }: OutcomePanelProps) {
  const { t } = useTranslation()
  const isOn = useImagesView((state) => state.isOn)
  return (
    <>
      <section className={styles.legend} aria-label={t('results.image.legend')}>
        {outcomes.map((outcome) => (
          <p key={outcome} className={styles.entry}>
            <OutcomeSample outcome={outcome} />
            <span>
              {outcomeLooks[outcome].sign} {t(`results.image.outcome.${outcome}`)}
            </span>
            <span className="number">{entries.filter((entry) => entry.outcome === outcome).length}</span>
          </p>
        ))}
        <p className={styles.note}>{t('results.image.lines')}</p>
      </section>
      <section className={styles.switches} aria-label={t('results.image.shown')}>
        {switches.map((name) => (
          <Checkbox
            key={name}
            label={t(`results.image.switch.${name}`)}
            isChecked={isOn[name]}
            onChange={() => toggle(name)}
          />
        ))}
      </section>
      <BoxList entries={entries} />
    </>
  )
}

function BoxList({ entries }: OutcomePanelProps) {
  const { t } = useTranslation()
  const chosenKey = useImagesView((state) => state.chosenKey)
  if (entries.length === 0) return <p className={styles.empty}>{t('results.image.noBoxes')}</p>
  return (
    <OutcomeBoxes label={t('results.image.boxes')}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <OutcomeBox
            outcome={entry.outcome}
            name={<Name entry={entry} />}
            numbers={<Numbers entry={entry} />}
            isChosen={entry.key === chosenKey}
            onToggle={() => chooseBox(entry.key === chosenKey ? null : entry.key)}
          />
        </li>
      ))}
    </OutcomeBoxes>
  )
}

type EntryProps = { readonly entry: JudgedEntry }

function Name({ entry: { outcome, label, detected } }: EntryProps) {
  const { t } = useTranslation()
  return (
    <>
      <strong>{(detected ?? label)!.category}</strong>
      {outcome === 'confused' && ` ${t('results.image.labelledAs', { name: label!.category })}`}
    </>
  )
}

function Numbers({ entry: { outcome, detected, iou } }: EntryProps) {
  const { t } = useTranslation()
  return (
    <>
      {detected && <span>{t('results.image.score', { score: rateText(detected.score) })}</span>}
      {iou !== null && (
        <span>
          {outcome === 'falseAlarm' ? t('results.image.nearest', { iou: rateText(iou, 2) }) : `IoU ${rateText(iou, 2)}`}
        </span>
      )}
      {!detected && <span>{t(`results.image.outcome.${outcome}`)}</span>}
    </>
  )
}

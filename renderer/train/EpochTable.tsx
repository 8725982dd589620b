import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Epoch } from '../../shared/reports.ts'
import { evenNumber, rateText, shortNumber } from '../charts/figureText.ts'
import styles from './EpochTable.module.css'
import { lossNamesOf } from './epochs.ts'
import { lossName } from './runWords.ts'

const rowHeight = 24

type EpochTableProps = { readonly epochs: readonly Epoch[]; readonly bestEpoch: number | null }

/** Every epoch, the newest first; only the rows in sight exist, for a run may have thousands. */
export function EpochTable({ epochs, bestEpoch }: EpochTableProps) {
  const { t } = useTranslation()
  const scroll = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: epochs.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const losses = lossNamesOf(epochs)
  const inSight = rows.getVirtualItems()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <div ref={scroll} className={styles.scroll} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>{t('train.run.epochs')}</caption>
        <EpochHead losses={losses} />
        <tbody>
          <Space height={inSight[0]?.start ?? 0} />
          {inSight.map(({ index }) => {
            const epoch = epochs[epochs.length - 1 - index]!
            return <EpochRow key={epoch.epoch} epoch={epoch} losses={losses} isBest={epoch.epoch === bestEpoch} />
          })}
          <Space height={rows.getTotalSize() - (inSight.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows out of sight. */
function Space({ height }: { readonly height: number }) {
  return height > 0 ? <tr style={{ height }} /> : null
}

function EpochHead({ losses }: { readonly losses: readonly string[] }) {
  const { t } = useTranslation()
  const names = [
    t('train.curve.epoch'),
    ...losses.map((name) => lossName(t, name)),
    'AP',
    'AP50',
    t('train.fact.rate'),
    t('train.fact.speed'),
    t('train.fact.seconds'),
  ]
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type EpochRowProps = { readonly epoch: Epoch; readonly losses: readonly string[]; readonly isBest: boolean }

function EpochRow({ epoch, losses, isBest }: EpochRowProps) {
  return (
    <tr style={{ height: rowHeight }} className={isBest ? styles.best : ''}>
      <td>
        {isBest && '✓ '}
        {epoch.epoch}
      </td>
      {losses.map((name) => (
        <td key={name}>{evenNumber(epoch.losses[name] ?? Number.NaN)}</td>
      ))}
      <td>{rateText(epoch.ap)}</td>
      <td>{rateText(epoch.ap50)}</td>
      <td>{shortNumber(epoch.learningRate)}</td>
      <td>{evenNumber(epoch.imagesPerSecond)}</td>
      <td>{epoch.seconds.toFixed(1)}</td>
    </tr>
  )
}

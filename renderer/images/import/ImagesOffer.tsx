import { FolderPlus, PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnpackReport } from '../../../shared/exchange/unpackSettings.ts'
import { Button } from '../../design/Button.tsx'
import { engineText } from '../../engineText.ts'
import { PathField } from '../../shell/PathField.tsx'
import styles from '../exchange/Exchange.module.css'
import { sizeText } from '../exchange/sizeText.ts'
import type { Detection, Import } from './useImport.ts'

/** Labels whose images the project does not have find nothing to be matched with: a folder or a zip may hold them. */
export function ImagesOffer({ course }: { readonly course: Import }) {
  const { detection, unpacked } = course
  if (unpacked) return <Unpacked report={unpacked} />
  if (detection?.imagesInZip) return <ZipOffer course={course} images={detection.imagesInZip} />
  return detection?.imagesToAdd ? <FolderOffer course={course} images={detection.imagesToAdd} /> : null
}

type Offered<Kind extends 'imagesInZip' | 'imagesToAdd'> = {
  readonly course: Import
  readonly images: NonNullable<Detection[Kind]>
}

function FolderOffer({ course, images: { images, path } }: Offered<'imagesToAdd'>) {
  const { t } = useTranslation()
  return (
    <div className={styles.offer}>
      <p>
        {t('exchange.imagesFound', { count: images })} <code>{path}</code>
      </p>
      <Button disabled={course.isBusy} onClick={() => course.addImages(path)}>
        <FolderPlus size={14} aria-hidden="true" />
        {t('exchange.addImages')}
      </Button>
    </div>
  )
}

function ZipOffer({ course, images: { images, bytes, directory } }: Offered<'imagesInZip'>) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('')
  const name = directory.split(/[\\/]/).at(-1)
  return (
    <section className={styles.unpack} aria-label={t('exchange.zip.title')}>
      <p>{t('exchange.zip.holds', { count: images, size: sizeText(bytes) })}</p>
      <PathField
        label={t('exchange.zip.target')}
        help={t('images.targetHelp')}
        title={t('images.chooseTarget')}
        value={chosen}
        suggestion={directory}
        onChange={setChosen}
        pathIn={(folder) => `${folder}/${name}`}
      />
      <Button disabled={course.isBusy} onClick={() => course.unpackImages(chosen || directory)}>
        <PackageOpen size={14} aria-hidden="true" />
        {t('exchange.zip.unpack')}
      </Button>
    </section>
  )
}

/** A longer list helps nobody here: what is missing shows among the labels without an image. */
const mostProblems = 5

function Unpacked({ report: { images, directory, problems } }: { readonly report: UnpackReport }) {
  const { t } = useTranslation()
  return (
    <div className={styles.unpack} role="status">
      <p>
        {t('exchange.zip.unpacked', { count: images })} <code>{directory}</code>
      </p>
      {problems.length > 0 && (
        <ul className={styles.factList}>
          <li className={styles.warning}>{t('exchange.zip.leftOut', { count: problems.length })}</li>
          {problems.slice(0, mostProblems).map(({ file, message }) => (
            <li key={file}>
              <code>{file}</code> {engineText(message)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

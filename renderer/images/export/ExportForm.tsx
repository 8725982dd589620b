import { useTranslation } from 'react-i18next'
import { folderRule, imageHandling } from '../../../shared/exchange/exportSettings.ts'
import { splitChoices } from '../../../shared/filter/terms.ts'
import { imageState } from '../../../shared/model.ts'
import { type ExportFormat, exportFormat } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { Checkbox, Field, Select } from '../../design/Field.tsx'
import { FilterField } from '../../filter/FilterField.tsx'
import { PathField } from '../../shell/PathField.tsx'
import { useActivity } from '../../stores/activity.ts'
import { choicesFor, useExportChoices } from '../../stores/exportChoices.ts'
import { useProject } from '../../stores/project.ts'
import styles from '../exchange/Exchange.module.css'
import { BoxChoice } from './BoxChoice.tsx'
import { ChoiceSet } from './ChoiceSet.tsx'
import type { Export } from './useExport.ts'

/** What is exported, in which format, and how it lies on the disk. */
export function ExportForm({ course }: { readonly course: Export }) {
  const { t } = useTranslation()
  const { format, setFormat } = useExportChoices()
  return (
    <section className={styles.form} aria-label={t('exchange.export.settings')}>
      <Field label={t('exchange.format')}>
        {(id) => (
          <Select
            id={id}
            value={format}
            choices={exportFormat.options.map((value) => ({ value, label: t(`images.format.${value}`) }))}
            onChoose={setFormat}
          />
        )}
      </Field>
      <PathField
        label={t('images.target')}
        help={t('images.targetHelp')}
        title={t('images.chooseTarget')}
        value={course.directory}
        suggestion={course.suggestion}
        onChange={course.setDirectory}
        pathIn={(folder) => `${folder}/${course.suggestion.split(/[\\/]/).at(-1)}`}
      />
      <BoxChoice course={course} />
      <ImageChoice course={course} />
      <FileChoice />
      {format === 'voc' && <VocChoice />}
    </section>
  )
}

function ImageChoice({ course }: { readonly course: Export }) {
  const { t } = useTranslation()
  const shown = useActivity((state) => state.filter)
  const project = useProject((state) => state.project)
  const remembered = useExportChoices()
  const { states, splits } = choicesFor(remembered)
  return (
    <>
      <ChoiceSet
        label={t('exchange.export.states')}
        help={t(`exchange.export.emptyRule.${emptyRuleOf(remembered.format)}`)}
        choices={imageState.options.map((value) => ({
          value,
          label: t(`images.state.${value}`),
          count: project?.states[value] ?? 0,
        }))}
        chosen={states}
        onChange={(next) => remembered.change({ states: next })}
      />
      <ChoiceSet
        label={t('images.parts')}
        choices={splitChoices.map((value) => ({
          value,
          label: t(`images.part.${value}`),
          count: project?.splits[value] ?? 0,
        }))}
        chosen={splits}
        onChange={(next) => remembered.change({ splits: next })}
      />
      <Field label={t('exchange.export.filter')}>
        {(id) => <FilterField id={id} value={course.filter} onChange={course.setFilter} isNarrow />}
      </Field>
      {shown !== '' && shown !== course.filter && (
        <Button look="quiet" className={styles.inForm} onClick={() => course.setFilter(shown)}>
          {t('exchange.export.asShown')}
        </Button>
      )}
    </>
  )
}

/** How a format tells images without boxes from images that nobody looked at. */
function emptyRuleOf(format: ExportFormat): 'yolo' | 'kitti' | 'other' {
  return format === 'yolo' || format === 'kitti' ? format : 'other'
}

function FileChoice() {
  const { t } = useTranslation()
  const remembered = useExportChoices()
  const { images, folders, upright } = choicesFor(remembered)
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('images.imageFiles')}>
          {(id) => (
            <Select
              id={id}
              value={images}
              choices={imageHandling.options.map((value) => ({ value, label: t(`images.imageFile.${value}`) }))}
              onChoose={(value) => remembered.change({ images: value })}
            />
          )}
        </Field>
        <Field label={t('exchange.export.folders')}>
          {(id) => (
            <Select
              id={id}
              value={folders}
              choices={folderRule.options.map((value) => ({ value, label: t(`exchange.export.folderRule.${value}`) }))}
              onChoose={(value) => remembered.change({ folders: value })}
            />
          )}
        </Field>
      </div>
      <Checkbox
        label={t('exchange.export.upright')}
        isChecked={upright && images === 'copy'}
        isDisabled={images !== 'copy'}
        onChange={(value) => remembered.change({ upright: value })}
      />
    </>
  )
}

function VocChoice() {
  const { t } = useTranslation()
  const remembered = useExportChoices()
  const { vocCoordinates, vocDecimals } = choicesFor(remembered)
  return (
    <>
      <Field label={t('exchange.vocCoordinates')}>
        {(id) => (
          <Select
            id={id}
            value={vocCoordinates}
            choices={(['asIs', 'oneBased'] as const).map((value) => ({ value, label: t(`exchange.voc.${value}`) }))}
            onChoose={(value) => remembered.change({ vocCoordinates: value })}
          />
        )}
      </Field>
      <Checkbox
        label={t('exchange.export.vocDecimals')}
        isChecked={vocDecimals}
        onChange={(value) => remembered.change({ vocDecimals: value })}
      />
    </>
  )
}

export {
  ComboboxField,
  RadioCardsField,
  SelectField,
  SwitchField,
} from './choice-fields.tsx';
export { CodeBlock, CopyAs } from './copy-as.tsx';
export { CreateForm } from './create-form.tsx';
export { CreatePage, FormSection, SummaryRow } from './create-page.tsx';
export { DraftNotice } from './draft-notice.tsx';
export { Field } from './field.tsx';
export { FormDialog, type FormDialogProps } from './form-dialog.tsx';
export { FormFooter } from './form-footer.tsx';
export { FormProblems } from './form-problems.tsx';
export { markRefused } from './mark-refused.ts';
export { NumberField } from './number-field.tsx';
export { type PlanFinding, PlanFindings } from './plan-findings.tsx';
export type { RestRequest } from './request-code.ts';
export { TextAreaField, TextField } from './text-field.tsx';
export { UnsavedGuard } from './unsaved-guard.tsx';
export { type FormDraft, useFormDraft } from './use-form-draft.ts';

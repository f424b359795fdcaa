import { Button } from '#components/ui/button.tsx';
import { CopyAs } from './copy-as.tsx';
import type { RestRequest } from './request-code.ts';

/** What the server said against it, the button that sends it, and the same as a REST request. */
export const FormFooter = ({
  refusal,
  submit,
  pending,
  disabledReason,
  request,
}: {
  /** Empty: none. */
  refusal: string;
  submit: string;
  pending: boolean;
  disabledReason?: string | undefined;
  request: () => RestRequest;
}) => (
  <>
    {refusal ? (
      <p role="alert" className="text-danger">
        {refusal}
      </p>
    ) : null}
    <Button type="submit" size="lg" pending={pending} disabledReason={disabledReason}>
      {submit}
    </Button>
    <CopyAs request={request} />
  </>
);

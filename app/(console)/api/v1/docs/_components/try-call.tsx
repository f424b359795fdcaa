'use client';

import { Play, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { CopyAs, type RestRequest } from '#components/form/index.ts';
import { Button } from '#components/ui/button.tsx';
import type { CallEntry } from '#lib/openapi/call-index.ts';
import { exampleOf } from '#lib/openapi/read/example.ts';
import type { Call } from '#lib/openapi/read/read-call.ts';
import type { ApiDocument } from '#lib/openapi/read/resolve.ts';
import { BodyInput } from './body-input.tsx';
import { CallAnswer } from './call-answer.tsx';
import { ParameterInput } from './parameter-input.tsx';
import { pathOf, type Values } from './send.ts';
import { useSend } from './use-send.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Sends the call for real, as the signed-in person. */
export function TryCall({ entry, call, document }: { entry: CallEntry; call: Call; document: ApiDocument }) {
  const t = useTranslations('reference');
  const [values, setValues] = useState<Values>(() => ({
    parameters: {},
    body: call.body ? JSON.stringify(exampleOf(call.body.schema, document), null, 2) : '',
    file: null,
  }));
  const { answer, failure, pending, run, stop } = useSend(entry, call, values);
  const missing = call.parameters.filter(({ name, required }) => required && !values.parameters[name]);
  const isJson = call.body?.type === 'application/json';
  const problem = isJson ? jsonProblem(values.body) : null;
  const reason =
    missing.length > 0
      ? t('fillIn', { names: missing.map(({ name }) => name).join(', ') })
      : problem
        ? t('notJson', { reason: problem })
        : call.body && !isJson && !values.file
          ? t('chooseFile')
          : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason && !pending) run();
  };
  const request = (): RestRequest => ({
    method: METHODS.find((method) => method === entry.method) ?? 'GET',
    path: pathOf(entry.path, call, values),
    body: isJson && !problem ? JSON.parse(values.body) : undefined,
  });
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 rounded-lg border p-4">
      {call.parameters.map((parameter) => (
        <ParameterInput
          key={`${parameter.in} ${parameter.name}`}
          parameter={parameter}
          document={document}
          value={values.parameters[parameter.name] ?? ''}
          onChange={(value) =>
            setValues({ ...values, parameters: { ...values.parameters, [parameter.name]: value } })
          }
        />
      ))}
      {call.body ? (
        <BodyInput
          type={call.body.type}
          body={values.body}
          problem={problem}
          onBody={(body) => setValues({ ...values, body })}
          onFile={(file) => setValues({ ...values, file })}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" pending={pending} disabledReason={reason}>
          {pending ? null : <Play />}
          {t('send')}
        </Button>
        {pending ? (
          <Button variant="outline" onClick={stop}>
            <Square />
            {t('stop')}
          </Button>
        ) : null}
        <CopyAs request={request} />
        <span className="text-muted-foreground text-xs">
          {t(entry.method === 'GET' ? 'asYou' : 'forReal')}
        </span>
      </div>
      <CallAnswer answer={answer} failure={failure} />
    </form>
  );
}

function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text === '' ? '{}' : text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

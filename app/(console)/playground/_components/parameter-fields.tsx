'use client';

import { RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { Slider } from '#components/ui/slider.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import {
  CHAT_PARAMETER_NAMES,
  CHAT_PARAMETERS,
  type ChatParameterName,
  ChatParameters,
  MAX_STOPS,
} from '#lib/contracts/chat-parameters.ts';

const WITH_SLIDER = new Set<ChatParameterName>([
  'temperature',
  'top_p',
  'frequency_penalty',
  'presence_penalty',
]);

/** What is set is sent; what is not is left to the service. */
export function ParameterFields({
  value,
  onChange,
  maxTokens,
}: {
  value: ChatParameters;
  onChange: (value: ChatParameters) => void;
  /** Asked for when nothing is set. */
  maxTokens: number;
}) {
  const t = useTranslations('playground.parameters');
  const set = (name: keyof ChatParameters, next: unknown) => {
    const { [name]: _old, ...rest } = value;
    onChange(next === undefined ? rest : { ...rest, [name]: next });
  };
  return (
    <div className="flex flex-col gap-3">
      {CHAT_PARAMETER_NAMES.map((name) => (
        <NumberRow
          key={name}
          name={name}
          value={value[name]}
          fallback={name === 'max_tokens' ? maxTokens : CHAT_PARAMETERS[name].default}
          onChange={(next) => set(name, next)}
        />
      ))}
      <StopRow value={value.stop} onChange={(next) => set('stop', next)} />
      <Button
        variant="ghost"
        size="sm"
        className="self-start"
        disabledReason={Object.keys(value).length === 0 ? t('allDefault') : undefined}
        onClick={() => onChange({})}
      >
        <RotateCcw />
        {t('reset')}
      </Button>
    </div>
  );
}

function NumberRow({
  name,
  value,
  fallback,
  onChange,
}: {
  name: ChatParameterName;
  value: number | undefined;
  fallback: number | null;
  onChange: (value: number | undefined) => void;
}) {
  const t = useTranslations('playground.parameters');
  const id = useId();
  const { min, max, step } = CHAT_PARAMETERS[name];
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setWrong(false);
    setText((typed) =>
      Number(typed) === value && typed !== '' ? typed : value === undefined ? '' : String(value),
    );
  }, [value]);
  const take = (typed: string) => {
    setText(typed);
    if (typed.trim() === '') {
      setWrong(false);
      return onChange(undefined);
    }
    const parsed = ChatParameters.shape[name].safeParse(Number(typed));
    setWrong(!parsed.success);
    if (parsed.success) onChange(parsed.data);
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <LazyHint text={t(`${name}.hint`)}>
          <Label htmlFor={id} className="font-normal">
            {t(`${name}.label`)}
          </Label>
        </LazyHint>
        <Input
          id={id}
          value={text}
          inputMode="decimal"
          autoComplete="off"
          placeholder={fallback === null ? t('automatic') : String(fallback)}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          className="h-7 w-24 text-right font-mono text-xs"
          onChange={(event) => take(event.target.value)}
        />
      </div>
      {WITH_SLIDER.has(name) ? (
        <Slider
          label={t(`${name}.label`)}
          value={value ?? fallback ?? min}
          min={min}
          max={max}
          step={step}
          onValueChange={(next) => onChange(Number(next.toFixed(2)))}
        />
      ) : null}
      {wrong ? (
        <p id={`${id}-wrong`} role="alert" className="text-danger text-xs">
          {name === 'top_k'
            ? t('topKRange', { max })
            : t('range', { min, max: name === 'seed' ? '2⁵³−1' : max })}
        </p>
      ) : null}
    </div>
  );
}

function StopRow({
  value,
  onChange,
}: {
  value: string[] | undefined;
  onChange: (value: string[] | undefined) => void;
}) {
  const t = useTranslations('playground.parameters');
  const id = useId();
  const [text, setText] = useState((value ?? []).join('\n'));
  useEffect(() => {
    setText((typed) => (same(split(typed), value ?? []) ? typed : (value ?? []).join('\n')));
  }, [value]);
  const lines = split(text);
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id} className="font-normal">
        {t('stop.label')}
      </Label>
      <Textarea
        id={id}
        rows={2}
        value={text}
        placeholder={t('stop.hint', { count: MAX_STOPS })}
        className="min-h-0 font-mono text-xs"
        aria-invalid={lines.length > MAX_STOPS || undefined}
        onChange={(event) => {
          setText(event.target.value);
          const next = split(event.target.value).slice(0, MAX_STOPS);
          onChange(next.length > 0 ? next : undefined);
        }}
      />
      {lines.length > MAX_STOPS ? (
        <p role="alert" className="text-danger text-xs">
          {t('stop.tooMany', { count: MAX_STOPS })}
        </p>
      ) : null}
    </div>
  );
}

const split = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const same = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowDown, SquarePen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useRegisterCommands } from '#components/shell/commands.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Sheet, SheetContent, SheetTitle } from '#components/ui/sheet.tsx';
import { toast } from '#components/ui/toast.tsx';
import { type ChatRequest, chatRequest } from '#lib/chat/request.ts';
import type { CallableServiceList } from '#lib/contracts/playground.ts';
import { SERVICES_KEY } from '../keys.ts';
import { Announcer } from './announcer.tsx';
import { ChatHeader } from './chat-header.tsx';
import { Composer } from './composer.tsx';
import { EmptyChat } from './empty-chat.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { SaveDataset } from './save-dataset.tsx';
import { TurnList } from './turn-list.tsx';
import type { TurnActions } from './turn-view.tsx';
import { useChat } from './use-chat.ts';
import { usePanels } from './use-panels.ts';
import { canBeAsked, useSettings } from './use-settings.ts';
import { useStick } from './use-stick.ts';
import { ViewCode } from './view-code.tsx';
import { Workbench } from './workbench.tsx';

/** 体验中心: workbench, conversation, history. */
export function PlaygroundView({ panels: initial }: { panels: readonly string[] }) {
  const t = useTranslations('playground');
  const panels = usePanels(initial);
  const input = useRef<HTMLTextAreaElement>(null);
  const [request, setRequest] = useState<ChatRequest | null>(null);
  const [saving, setSaving] = useState(false);
  const list = useQuery({
    queryKey: SERVICES_KEY,
    queryFn: ({ signal }) => apiFetch<CallableServiceList>('/api/v1/playground/services', { signal }),
  });
  const services = useMemo(() => list.data?.items ?? [], [list.data]);
  const tellDropped = useCallback(
    (titles: string[]) => toast.info(t('dropped', { title: titles[0] ?? '' })),
    [t],
  );
  const chat = useChat(tellDropped);
  const settings = useSettings(services, chat.conversation);
  const stick = useStick(chat.id ?? 'new');

  const blocked = settings.lanes.length === 0 ? t('blocked.nothing') : blockedBy();
  function blockedBy(): string | undefined {
    const down = services.find((each) => settings.serviceIds.includes(each.id) && !canBeAsked(each));
    if (down) return t('blocked.down', { name: down.name });
    return chat.underWay.length > 0 ? t('blocked.underWay') : undefined;
  }
  const waking = useMemo(
    () =>
      new Set(services.filter(({ state }) => state === 'idle' || state === 'starting').map(({ id }) => id)),
    [services],
  );
  const begin = useCallback(() => {
    chat.open(null);
    setTimeout(() => input.current?.focus());
  }, [chat.open]);
  const stopAll = () => void chat.stop(chat.underWay.map((answer) => answer.id));

  // What a turn can do, in one object that stays the same: a turn is drawn again only when it changes itself.
  const now = useRef({ chat, settings, panels });
  now.current = { chat, settings, panels };
  const actions = useMemo((): TurnActions => {
    const turnOf = (questionId: string) =>
      now.current.chat.turns.find((turn) => turn.question.id === questionId);
    return {
      retry: (questionId, lane) => {
        const turn = turnOf(questionId);
        const { lanes } = now.current.settings;
        const before = turn?.answers.find((answer) => answer.lane === lane)?.answer?.settings;
        const next = lanes[lane] ?? before;
        if (turn && next) void now.current.chat.retry(turn, lane, next);
      },
      stop: (id) => void now.current.chat.stop([id]),
      show: (questionId, lane, id) => {
        const others = turnOf(questionId)?.answers.filter((answer) => answer.lane !== lane) ?? [];
        now.current.chat.show([...others.map((answer) => answer.id), id]);
      },
      showQuestion: (id) => now.current.chat.show([id]),
      edit: (turn, text) =>
        void now.current.chat.ask(text, now.current.settings.lanes, turn.question.parents),
      code: (questionId, answerId) => {
        const messages = now.current.chat.conversation?.messages ?? [];
        const answer = messages.find((message) => message.id === answerId);
        if (!answer?.answer) return;
        const { callName, settings: given } = answer.answer;
        setRequest(
          chatRequest({ messages, question: questionId, lane: answer.lane, callName, settings: given }),
        );
      },
      chooseService: () => now.current.panels.reveal('workbench'),
    };
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      const { underWay, stop } = now.current.chat;
      if (underWay.length > 0) void stop(underWay.map((answer) => answer.id));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  useRegisterCommands(
    useMemo(
      () => [{ id: 'playground-new', label: t('header.new'), icon: SquarePen, run: begin }],
      [t, begin],
    ),
  );

  const workbench = <Workbench services={services} settings={settings} />;
  const history = (
    <HistoryPanel
      current={chat.id}
      onOpen={(id, message) => {
        panels.closeSheet();
        if (id === null) begin();
        else chat.open(id, message);
      }}
    />
  );
  const wide = settings.lanes.length > 1 || chat.turns.some((turn) => turn.answers.length > 1);
  const column = cn('mx-auto w-full px-4', wide ? 'max-w-[100rem]' : 'max-w-3xl');
  return (
    <div className="-m-4 md:-m-6 flex h-[calc(100dvh-3rem)] min-h-0">
      {panels.open.workbench ? (
        <aside
          aria-label={t('workbench')}
          className="hidden w-72 shrink-0 overflow-y-auto border-r p-4 lg:block"
        >
          {workbench}
        </aside>
      ) : null}
      <section aria-label={t('conversation')} className="relative flex min-w-0 flex-1 flex-col">
        <ChatHeader chat={chat} panels={panels} onNew={begin} onSave={() => setSaving(true)} />
        <div ref={stick.box} className="min-h-0 flex-1 overflow-y-auto">
          <div ref={stick.inner} className={cn(column, 'py-5')}>
            {chat.query.error && chat.id ? (
              <ErrorState
                error={chat.query.error}
                onRetry={() => void chat.query.refetch()}
                action={<Button onClick={begin}>{t('header.new')}</Button>}
              />
            ) : null}
            {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
            {chat.id === null && chat.asking === null && list.data ? (
              <EmptyChat services={services} onExample={(text) => void chat.ask(text, settings.lanes, [])} />
            ) : null}
            <TurnList
              key={chat.id ?? 'new'}
              turns={chat.turns}
              waking={waking}
              blocked={blocked}
              actions={actions}
              asking={chat.asking}
            />
          </div>
        </div>
        {stick.away ? (
          <Button
            variant="outline"
            size="icon"
            aria-label={t('toEnd')}
            className="-translate-x-1/2 absolute bottom-36 left-1/2 rounded-full"
            onClick={stick.toEnd}
          >
            <ArrowDown />
          </Button>
        ) : null}
        <div className={cn(column, 'flex flex-col gap-2 pb-3')}>
          {chat.failure ? <ErrorState error={chat.failure} /> : null}
          <Composer
            conversationId={chat.id}
            input={input}
            sending={chat.asking !== null}
            blocked={blocked}
            onSend={(text) => {
              stick.toEnd();
              return chat.ask(text, settings.lanes, chat.head);
            }}
            onStop={chat.underWay.length > 0 ? stopAll : null}
          />
          <p className="text-center text-muted-foreground text-xs">{t('disclaimer')}</p>
        </div>
      </section>
      {panels.open.history ? (
        <aside aria-label={t('history.title')} className="hidden w-72 shrink-0 flex-col border-l p-3 xl:flex">
          {history}
        </aside>
      ) : null}
      <Sheet open={panels.sheet !== null} onOpenChange={(open) => !open && panels.closeSheet()}>
        <SheetContent side={panels.sheet === 'history' ? 'right' : 'left'} aria-describedby={undefined}>
          <SheetTitle>{panels.sheet === 'history' ? t('history.title') : t('workbench')}</SheetTitle>
          {panels.sheet === 'history' ? history : workbench}
        </SheetContent>
      </Sheet>
      <ViewCode request={request} gatewayUrl={list.data?.gatewayUrl ?? ''} onClose={() => setRequest(null)} />
      <SaveDataset chat={chat} open={saving} onClose={() => setSaving(false)} />
      <Announcer turns={chat.turns} />
    </div>
  );
}

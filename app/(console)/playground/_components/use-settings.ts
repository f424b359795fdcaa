'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ChatParameters } from '#lib/contracts/chat-parameters.ts';
import type { CallableService, Conversation, LaneSettings } from '#lib/contracts/playground.ts';
import { MAX_LANES } from '#lib/contracts/values/playground.ts';

export type Settings = { serviceIds: string[]; systemPrompt: string; parameters: ChatParameters };
const KEPT = 'studio-playground-settings';
const NONE: Settings = { serviceIds: [], systemPrompt: '', parameters: {} };

/** Whom to ask and how: of the open conversation's last question, else as last time; changed at will. */
export function useSettings(services: readonly CallableService[], conversation: Conversation | null) {
  const [settings, setSettings] = useState<Settings>(() => fromLanes(conversation?.lanes) ?? NONE);
  const opened = useRef(conversation?.id ?? null);
  useEffect(() => {
    if (opened.current) return;
    // `?service=…`: another page's way to talk to one service.
    const wanted = new URLSearchParams(location.search).getAll('service').slice(0, MAX_LANES);
    setSettings({ ...readKept(), ...(wanted.length > 0 ? { serviceIds: wanted } : {}) });
  }, []);
  useEffect(() => {
    // Another conversation was opened: it goes on as it was asked last.
    if (!conversation || opened.current === conversation.id) return;
    opened.current = conversation.id;
    const found = fromLanes(conversation.lanes);
    if (found) setSettings(found);
  }, [conversation]);
  const change = useCallback((more: Partial<Settings>) => {
    setSettings((old) => {
      const next = { ...old, ...more };
      localStorage.setItem(KEPT, JSON.stringify(next));
      return next;
    });
  }, []);
  // A service that has gone leaves its column; with none left the first that answers is taken.
  const serviceIds = useMemo(() => {
    const known = settings.serviceIds.filter((id) => services.some((service) => service.id === id));
    const first = services.find((service) => service.state === 'ready') ?? services.find(canBeAsked);
    return known.length > 0 ? known : first ? [first.id] : [];
  }, [settings.serviceIds, services]);
  const { systemPrompt, parameters } = settings;
  const lanes = useMemo(
    (): LaneSettings[] => serviceIds.map((serviceId) => ({ serviceId, systemPrompt, parameters })),
    [serviceIds, systemPrompt, parameters],
  );
  return { serviceIds, systemPrompt, parameters, lanes, change };
}
export type SettingsControl = ReturnType<typeof useSettings>;

export const canBeAsked = (service: CallableService): boolean => service.state !== 'down';

function fromLanes(lanes: readonly LaneSettings[] | undefined): Settings | null {
  const [first] = lanes ?? [];
  if (!first || !lanes) return null;
  return {
    serviceIds: lanes.map((lane) => lane.serviceId),
    systemPrompt: first.systemPrompt,
    parameters: first.parameters,
  };
}

function readKept(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Partial<Settings> | null;
    const parameters = ChatParameters.safeParse(kept?.parameters ?? {});
    return {
      serviceIds: Array.isArray(kept?.serviceIds) ? kept.serviceIds.map(String) : [],
      systemPrompt: typeof kept?.systemPrompt === 'string' ? kept.systemPrompt : '',
      parameters: parameters.success ? parameters.data : {},
    };
  } catch {
    return NONE;
  }
}

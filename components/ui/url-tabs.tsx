'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { Tabs, TabsContent, TabsList, TabsTrigger } from './tabs.tsx';

export interface UrlTab {
  value: string;
  label: ReactNode;
  content: ReactNode;
}

/** Tabs whose choice lives in the URL (`?tab=`): reload and share show the same one, Back goes to the last. */
export function UrlTabs({
  tabs,
  param = 'tab',
  label,
}: {
  tabs: readonly UrlTab[];
  param?: string;
  /** Names the tab list for screen readers. */
  label: string;
}) {
  const values = tabs.map((tab) => tab.value);
  const [value, setValue] = useQueryState(
    param,
    parseAsStringLiteral(values)
      .withDefault(values[0] ?? '')
      .withOptions({ history: 'push' }),
  );
  return (
    <Tabs value={value} onValueChange={(next) => void setValue(next)}>
      <TabsList aria-label={label}>
        {tabs.map((tab) => (
          <TabsTrigger key={tab.value} value={tab.value}>
            {tab.label}
          </TabsTrigger>
        ))}
      </TabsList>
      {tabs.map((tab) => (
        <TabsContent key={tab.value} value={tab.value}>
          {tab.content}
        </TabsContent>
      ))}
    </Tabs>
  );
}

'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Button } from '#components/ui/button.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import { TryBox } from './try-box.tsx';
import { WordListDialog } from './word-list-dialog.tsx';
import { WordListTable } from './word-list-table.tsx';

export function ModerationView() {
  const t = useTranslations('moderation');
  const missing = useMissing('moderation:write');
  const [creating, setCreating] = useState(false);
  const create = (
    <Button disabledReason={missing} onClick={() => setCreating(true)}>
      <Plus />
      {t('create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={create} />
      <UrlTabs
        label={t('title')}
        tabs={[
          { value: 'lists', label: t('tab.lists'), content: <WordListTable create={create} /> },
          { value: 'try', label: t('tab.try'), content: <TryBox /> },
        ]}
      />
      {creating ? <WordListDialog list={null} onClose={() => setCreating(false)} /> : null}
    </>
  );
}

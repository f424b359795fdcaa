'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode, RefObject } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { FacetChip } from './facet-chip.tsx';
import { SearchBox } from './search-box.tsx';
import type { DataColumn, Facet } from './types.ts';
import type { ListState } from './use-list-state.ts';

export interface ToolbarProps<T> {
  state: ListState;
  searchRef: RefObject<HTMLInputElement | null>;
  searchLabel?: string;
  facets?: readonly Facet[];
  columns: readonly DataColumn<T>[];
  choice: {
    visibility: Record<string, boolean>;
    toggle: (id: string, shown: boolean) => void;
    reset: () => void;
  };
  chosen: readonly T[];
  onClear: () => void;
  bulkActions?: (rows: readonly T[], clear: () => void) => ReactNode;
  toolbar?: ReactNode;
}

/** The filter row; while rows are chosen, what can be done with all of them. */
export function Toolbar<T>(props: ToolbarProps<T>) {
  const { state, choice } = props;
  const t = useTranslations('table');
  if (props.chosen.length > 0 && props.bulkActions) {
    return (
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <span className="font-medium" role="status">
          {t('selected', { count: props.chosen.length })}
        </span>
        {props.bulkActions(props.chosen, props.onClear)}
        <Button variant="ghost" onClick={props.onClear}>
          {t('clearSelection')}
        </Button>
      </div>
    );
  }
  const optional = props.columns.filter((column, index) => index > 0 && !column.pinned);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {props.searchLabel ? (
        <SearchBox
          inputRef={props.searchRef}
          value={state.values.search}
          onChange={state.setSearch}
          label={props.searchLabel}
        />
      ) : null}
      {props.facets?.map((facet) => (
        <FacetChip
          key={facet.id}
          facet={facet}
          chosen={state.values.facets[facet.id] ?? []}
          onChange={(chosen) => state.setFacet(facet.id, chosen)}
        />
      ))}
      {state.filtered ? (
        <Button variant="ghost" onClick={state.clearFilters}>
          {t('clearFilters')}
        </Button>
      ) : null}
      <div className="ml-auto flex items-center gap-2">
        {props.toolbar}
        <ColumnChooser
          columns={optional.map(({ id, header }) => ({
            id,
            header,
            visible: choice.visibility[id] ?? true,
          }))}
          onToggle={choice.toggle}
          onReset={choice.reset}
        />
      </div>
    </div>
  );
}

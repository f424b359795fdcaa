/** How Recharts' bars, axes and hints look in both themes. */
export const TICK = { fontSize: 12, fill: 'var(--muted-foreground)' };
export const AXIS_LINE = { stroke: 'var(--border)' };
export const TOOLTIP = {
  cursor: { fill: 'var(--accent)' },
  contentStyle: {
    background: 'var(--popover)',
    color: 'var(--popover-foreground)',
    border: '1px solid var(--border)',
    borderRadius: 8,
  },
  itemStyle: { color: 'var(--popover-foreground)' },
};

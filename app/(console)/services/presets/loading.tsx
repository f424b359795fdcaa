import { ListPageSkeleton } from '#components/states/loading-state.tsx';

export default function Loading() {
  return <ListPageSkeleton />;
}

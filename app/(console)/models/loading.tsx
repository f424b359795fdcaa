import { ListPageSkeleton } from '#components/states/loading-state.tsx';

export default function ModelsLoading() {
  return <ListPageSkeleton />;
}

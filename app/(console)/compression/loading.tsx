import { ListPageSkeleton } from '#components/states/loading-state.tsx';

export default function CompressionLoading() {
  return <ListPageSkeleton />;
}

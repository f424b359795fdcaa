import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function DatasetLoading() {
  return <DetailPageSkeleton />;
}

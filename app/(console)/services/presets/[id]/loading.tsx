import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function ServiceLoading() {
  return <DetailPageSkeleton />;
}

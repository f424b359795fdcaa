import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function VersionLoading() {
  return <DetailPageSkeleton />;
}

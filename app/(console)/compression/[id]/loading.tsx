import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function CompressionJobLoading() {
  return <DetailPageSkeleton />;
}

import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function CreateCompressionLoading() {
  return <DetailPageSkeleton />;
}

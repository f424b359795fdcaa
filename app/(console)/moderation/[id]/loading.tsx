import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function Loading() {
  return <DetailPageSkeleton />;
}

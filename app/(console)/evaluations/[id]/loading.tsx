import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function EvaluationLoading() {
  return <DetailPageSkeleton />;
}

import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function CreateEvaluationLoading() {
  return <DetailPageSkeleton />;
}

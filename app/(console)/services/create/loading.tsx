import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function CreateServiceLoading() {
  return <DetailPageSkeleton />;
}

import { DetailPageSkeleton } from '#components/states/loading-state.tsx';

export default function LeaderboardLoading() {
  return <DetailPageSkeleton />;
}

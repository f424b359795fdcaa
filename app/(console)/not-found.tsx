import { NotFoundState } from '#components/states/not-found-state.tsx';

export default function NotFound() {
  return <NotFoundState />;
}

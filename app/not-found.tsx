import { NotFoundState } from '#components/states/not-found-state.tsx';

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center p-6">
      <NotFoundState />
    </main>
  );
}

import { Skeleton } from '#components/ui/skeleton.tsx';

export default function PlaygroundLoading() {
  return (
    <div aria-busy="true" className="-m-4 md:-m-6 flex h-[calc(100dvh-3rem)]">
      <div className="hidden w-72 shrink-0 flex-col gap-4 border-r p-4 lg:flex">
        {['h-8', 'h-24', 'h-40'].map((height) => (
          <Skeleton key={height} className={`${height} w-full`} />
        ))}
      </div>
      <div className="flex flex-1 flex-col gap-6 p-6">
        <Skeleton className="h-10 w-2/5 self-end" />
        <Skeleton className="h-32 w-4/5" />
        <Skeleton className="mt-auto h-24 w-full" />
      </div>
    </div>
  );
}

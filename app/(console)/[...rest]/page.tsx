import { notFound } from 'next/navigation';

/** A path that no page has: said inside the frame, so that the way on is one click. */
export default function UnknownPage() {
  notFound();
}

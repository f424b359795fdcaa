import { sql } from 'drizzle-orm';
import { services } from '#lib/auth/services.ts';

export const dynamic = 'force-dynamic';

/** Can serve: the settings are right and the database answers. */
export async function GET(): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    const { database } = await services();
    await database.db.execute(sql`select 1`);
    return Response.json({ status: 'ready' }, { headers });
  } catch {
    return Response.json(
      { status: 'not ready', reason: 'the database does not answer' },
      { status: 503, headers },
    );
  }
}

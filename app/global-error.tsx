'use client';

/** The layout itself broke, so there is no catalogue and no style sheet to rely on: both languages, by hand. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="zh-CN">
      <body style={{ fontFamily: 'system-ui, sans-serif', maxWidth: 560, margin: '20vh auto', padding: 24 }}>
        <h1 style={{ fontSize: 20 }}>页面无法显示 · This page cannot be shown</h1>
        <p>请重试；若仍然失败，请把下面的编号告诉管理员。</p>
        <p>Try again; if it stays, tell an administrator this reference.</p>
        <p>
          <code>{error.digest ?? error.message}</code>
        </p>
        <button type="button" onClick={reset} style={{ padding: '6px 14px' }}>
          重试 · Try again
        </button>
      </body>
    </html>
  );
}

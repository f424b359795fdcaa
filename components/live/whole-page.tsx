const END = 'page-end';

/**
 * The browser paints nothing before the page's end has come: React puts a large page's skeleton before the page, even
 * when both are sent at once. Where a browser does not know the link, or the page has no end, it paints as ever.
 */
export const WholePage = () => <link rel="expect" href={`#${END}`} blocking="render" />;

export const PageEnd = () => <span id={END} hidden />;
